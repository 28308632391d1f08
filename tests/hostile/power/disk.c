/* Stands between a program and its disk (LD_PRELOAD): writes down what is done to the files in one folder,
   and makes chosen operations fail.

   HOSTILE_DISK  the folder, its real path; nothing outside it is looked at
   HOSTILE_LOG   where to write down, outside the folder; not set: nothing is written down
   HOSTILE_FULL  a file outside the folder; while it is there, the disk is full: no file can grow, also where
                 room was made just now, as when somebody else takes it at once

   A record is a head (kind, size of what follows, inode, number) and what follows. It is appended right after
   the operation and under one lock, so records stand in the order in which the operations happened. What this
   cannot follow (memory maps, copies within the kernel) is written down as such, so that nobody trusts the
   log then. An -shm file is not written down: SQLite makes it anew after a power cut. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <unistd.h>

#if __SIZEOF_LONG__ != 8
#error "only for 64-bit Linux: the system calls are made directly"
#endif

enum { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, UNLINK, FOLDER, LINK, SYNC_FAILED, UNKNOWN, MARK };
enum { NEVER, EIO_, ENOSPC_, SHORT_, KILL_, READ_, SYNC_, READ_ONLY_ };

struct head {
    uint32_t kind, size;
    uint64_t inode;
    int64_t number;
};

static char disk[PATH_MAX], full[PATH_MAX];
static size_t disk_length;
static int log_fd = -1;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static long seen, fail_at;
static int fail_kind, fail_sticky, failing;

__attribute__((constructor)) static void begin(void) {
    const char *folder = getenv("HOSTILE_DISK"), *log = getenv("HOSTILE_LOG"), *no_room = getenv("HOSTILE_FULL");
    if (folder == NULL || strlen(folder) >= sizeof disk)
        return;
    strcpy(disk, folder);
    disk_length = strlen(disk);
    if (no_room != NULL && strlen(no_room) < sizeof full)
        strcpy(full, no_room);
    if (log != NULL)
        log_fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_APPEND | O_CLOEXEC, 0);
}

/* From the program under test: fail the operation `at` (1 is the next; 0: none) and, if sticky, all later. */
void hostile_arm(long at, int kind, int sticky) {
    pthread_mutex_lock(&lock);
    seen = 0, failing = 0, fail_at = at, fail_kind = kind, fail_sticky = sticky;
    pthread_mutex_unlock(&lock);
}

long hostile_seen(void) { return seen; }

/* The name of `path` below the folder, or NULL if it is elsewhere. */
static const char *below(const char *path) {
    if (disk_length == 0 || strncmp(path, disk, disk_length) != 0)
        return NULL;
    if (path[disk_length] == '\0')
        return "";
    return path[disk_length] == '/' ? path + disk_length + 1 : NULL;
}

static const char *of_fd(int fd, char *space) {
    char link[64];
    if (disk_length == 0)
        return NULL;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, space, PATH_MAX - 1);
    if (n <= 0)
        return NULL;
    space[n] = '\0';
    return below(space);
}

static const char *of_name(int folder, const char *path, char *space) {
    if (disk_length == 0 || path == NULL)
        return NULL;
    if (path[0] == '/')
        return below(path);
    char base[PATH_MAX];
    if (folder == AT_FDCWD) {
        if (getcwd(base, sizeof base) == NULL)
            return NULL;
    } else {
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
        ssize_t n = syscall(SYS_readlinkat, AT_FDCWD, link, base, sizeof base - 1);
        if (n <= 0)
            return NULL;
        base[n] = '\0';
    }
    if (snprintf(space, PATH_MAX, "%s/%s", base, path) >= PATH_MAX)
        return NULL;
    return below(space);
}

static int is_shared_memory(const char *name) {
    const char *found = strstr(name, "-shm");
    return found != NULL && (found[4] == '\0' || found[4] == ' ');
}

static void put(uint32_t kind, uint64_t inode, int64_t number, const void *data, size_t size) {
    if (log_fd < 0)
        return;
    struct head head = {kind, (uint32_t)size, inode, number};
    struct iovec parts[2] = {{&head, sizeof head}, {(void *)data, size}};
    if (syscall(SYS_writev, (long)log_fd, parts, 2L) != (long)(sizeof head + size))
        raise(SIGKILL); /* half a log proves nothing */
}

static void put_name(uint32_t kind, uint64_t inode, const char *name) { put(kind, inode, 0, name, strlen(name)); }

static uint64_t inode_of(int fd) {
    struct stat about;
    return fstat(fd, &about) == 0 ? about.st_ino : 0;
}

/* Whether the operation that is about to happen fails: the kind of failure, or NEVER. */
static int fails(void) {
    if (fail_kind == READ_ || fail_kind == SYNC_)
        return NEVER;
    seen++;
    if (failing)
        return fail_kind == SHORT_ ? ENOSPC_ : fail_kind;
    if (fail_at == 0 || seen != fail_at)
        return NEVER;
    failing = fail_sticky;
    return fail_kind;
}

/* The same for one that writes nothing: -1 and errno when it fails, else 0. */
static int refused(int room) {
    int kind = fails();
    if (kind == KILL_)
        syscall(SYS_kill, (long)getpid(), (long)SIGKILL);
    if (kind == EIO_ || kind == READ_ONLY_)
        return errno = kind == EIO_ ? EIO : EROFS, -1;
    if ((kind == ENOSPC_ || kind == SHORT_) && room)
        return errno = ENOSPC, -1;
    return 0;
}

static int is_full(void) { return full[0] != '\0' && syscall(SYS_faccessat, AT_FDCWD, full, F_OK) == 0; }

/* Whether a file would have to grow, and there is no room for it. */
static int has_no_room(int fd, off_t end) {
    struct stat about;
    return is_full() && fstat(fd, &about) == 0 && end > about.st_size;
}

static ssize_t store(int fd, const char *data, size_t size, off_t at, int placed) {
    char space[PATH_MAX];
    const char *name = of_fd(fd, space);
    if (name == NULL)
        return placed ? syscall(SYS_pwrite64, (long)fd, data, size, at) : syscall(SYS_write, (long)fd, data, size);
    pthread_mutex_lock(&lock);
    if (!placed) {
        struct stat about;
        int flags = fcntl(fd, F_GETFL);
        at = flags & O_APPEND && fstat(fd, &about) == 0 ? about.st_size : syscall(SYS_lseek, (long)fd, 0L, SEEK_CUR);
    }
    int kind = has_no_room(fd, at + size) ? ENOSPC_ : fails();
    size_t wanted = (kind == SHORT_ || kind == KILL_) && size > 1 ? size / 2 : size;
    ssize_t n = -1;
    if (kind == EIO_ || kind == ENOSPC_ || kind == READ_ONLY_) {
        errno = kind == EIO_ ? EIO : kind == ENOSPC_ ? ENOSPC : EROFS;
    } else {
        n = placed ? syscall(SYS_pwrite64, (long)fd, data, wanted, at) : syscall(SYS_write, (long)fd, data, wanted);
        int error = errno;
        if (n > 0 && !is_shared_memory(name))
            put(WRITE, inode_of(fd), at, data, n);
        errno = error;
        if (kind == KILL_)
            syscall(SYS_kill, (long)getpid(), (long)SIGKILL);
    }
    pthread_mutex_unlock(&lock);
    return n;
}

ssize_t write(int fd, const void *data, size_t size) { return store(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return store(fd, data, size, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return store(fd, data, size, at, 1); }

/* One part at a time: allowed to end short, and each is an operation of its own. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    char space[PATH_MAX];
    if (of_fd(fd, space) == NULL)
        return syscall(SYS_writev, (long)fd, parts, (long)count);
    return count > 0 ? write(fd, parts[0].iov_base, parts[0].iov_len) : 0;
}
ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t at) {
    char space[PATH_MAX];
    if (of_fd(fd, space) == NULL)
        return syscall(SYS_pwritev, (long)fd, parts, (long)count, at, 0L);
    return count > 0 ? pwrite(fd, parts[0].iov_base, parts[0].iov_len, at) : 0;
}
ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t at) { return pwritev(fd, parts, count, at); }

/* Reading is only counted, and only fails, when that was asked for. */
static ssize_t load(int fd, void *data, size_t size, off_t at, int placed) {
    char space[PATH_MAX];
    if (fail_kind == READ_ && of_fd(fd, space) != NULL) {
        pthread_mutex_lock(&lock);
        seen++;
        int broken = failing || (fail_at != 0 && seen == fail_at);
        failing = broken && fail_sticky;
        pthread_mutex_unlock(&lock);
        if (broken)
            return errno = EIO, -1;
    }
    return placed ? syscall(SYS_pread64, (long)fd, data, size, at) : syscall(SYS_read, (long)fd, data, size);
}

ssize_t read(int fd, void *data, size_t size) { return load(fd, data, size, 0, 0); }
ssize_t pread(int fd, void *data, size_t size, off_t at) { return load(fd, data, size, at, 1); }
ssize_t pread64(int fd, void *data, size_t size, off64_t at) { return load(fd, data, size, at, 1); }

static int cut_to(int fd, off_t size) {
    char space[PATH_MAX];
    const char *name = of_fd(fd, space);
    if (name == NULL)
        return syscall(SYS_ftruncate, (long)fd, size);
    pthread_mutex_lock(&lock);
    int done = refused(1) < 0 ? -1 : syscall(SYS_ftruncate, (long)fd, size), error = errno;
    if (done == 0 && !is_shared_memory(name))
        put(TRUNCATE, inode_of(fd), size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}

int ftruncate(int fd, off_t size) { return cut_to(fd, size); }
int ftruncate64(int fd, off64_t size) { return cut_to(fd, size); }

static int to_disk(int fd, long how) {
    char space[PATH_MAX];
    const char *name = of_fd(fd, space);
    if (name == NULL)
        return syscall(how, (long)fd);
    pthread_mutex_lock(&lock);
    int done = refused(1);
    if (fail_kind == SYNC_ && ((seen++, failing) || seen == fail_at))
        failing = fail_sticky, errno = EIO, done = -1;
    int error = errno;
    /* The real sync would only take time: the log says what is on the disk. */
    if (!is_shared_memory(name))
        put_name(done == 0 ? SYNC : SYNC_FAILED, inode_of(fd), name);
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}

int fsync(int fd) { return to_disk(fd, SYS_fsync); }
int fdatasync(int fd) { return to_disk(fd, SYS_fdatasync); }

static int open_as(int folder, const char *path, int flags, mode_t mode) {
    char space[PATH_MAX];
    if (failing && fail_kind == READ_ONLY_ && flags & O_ACCMODE && of_name(folder, path, space) != NULL)
        return errno = EROFS, -1;
    const char *name = flags & (O_CREAT | O_TRUNC | O_TMPFILE) ? of_name(folder, path, space) : NULL;
    if (name == NULL)
        return syscall(SYS_openat, (long)folder, path, (long)flags, (long)mode);
    struct stat about;
    pthread_mutex_lock(&lock);
    int there = fstatat(folder, path, &about, 0) == 0;
    int changes = !there || (flags & O_TRUNC && about.st_size > 0);
    int fd = changes && refused(1) < 0 ? -1 : (int)syscall(SYS_openat, (long)folder, path, (long)flags, (long)mode);
    int error = errno;
    if (fd >= 0 && !is_shared_memory(name)) {
        if ((flags & O_TMPFILE) == O_TMPFILE)
            put_name(UNKNOWN, 0, "O_TMPFILE");
        else if (!there)
            put_name(CREATE, inode_of(fd), name);
        else if (changes)
            put(TRUNCATE, inode_of(fd), 0, NULL, 0);
    }
    pthread_mutex_unlock(&lock);
    return errno = error, fd;
}

#define MODE(flags, last) \
    mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, last); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }

int open(const char *path, int flags, ...) { MODE(flags, flags) return open_as(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags, flags) return open_as(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags, flags) return open_as(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags, flags) return open_as(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_as(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_as(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_as(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

static int remove_as(int at, const char *path, int flags) {
    char space[PATH_MAX];
    const char *name = of_name(at, path, space);
    if (name == NULL)
        return syscall(SYS_unlinkat, (long)at, path, (long)flags);
    struct stat about;
    int there = fstatat(at, path, &about, AT_SYMLINK_NOFOLLOW) == 0;
    pthread_mutex_lock(&lock);
    int done = there && refused(0) < 0 ? -1 : (int)syscall(SYS_unlinkat, (long)at, path, (long)flags), error = errno;
    if (done == 0 && !is_shared_memory(name))
        put_name(UNLINK, about.st_ino, name);
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}

int unlink(const char *path) { return remove_as(AT_FDCWD, path, 0); }
int unlinkat(int at, const char *path, int flags) { return remove_as(at, path, flags); }
int rmdir(const char *path) { return remove_as(AT_FDCWD, path, AT_REMOVEDIR); }

/* A rename and a hard link: two names. */
static int name_as(uint32_t kind, int from_at, const char *from, int to_at, const char *to, unsigned flags) {
    char first[PATH_MAX], second[PATH_MAX], both[2 * PATH_MAX];
    const char *old = of_name(from_at, from, first), *new = of_name(to_at, to, second);
    long call = kind == LINK ? SYS_linkat : SYS_renameat2;
    if (old == NULL && new == NULL)
        return syscall(call, (long)from_at, from, (long)to_at, to, (long)flags);
    pthread_mutex_lock(&lock);
    int done = refused(1) < 0 ? -1 : (int)syscall(call, (long)from_at, from, (long)to_at, to, (long)flags);
    int error = errno;
    if (done == 0 && (old == NULL || new == NULL || (kind == RENAME && flags != 0))) {
        put_name(UNKNOWN, 0, "a rename across the border");
    } else if (done == 0) {
        size_t length = strlen(old) + 1, rest = strlen(new);
        memcpy(both, old, length);
        memcpy(both + length, new, rest);
        put(kind, 0, 0, both, length + rest);
    }
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}

int rename(const char *from, const char *to) { return name_as(RENAME, AT_FDCWD, from, AT_FDCWD, to, 0); }
int renameat(int a, const char *from, int b, const char *to) { return name_as(RENAME, a, from, b, to, 0); }
int renameat2(int a, const char *from, int b, const char *to, unsigned flags) {
    return name_as(RENAME, a, from, b, to, flags);
}
int link(const char *from, const char *to) { return name_as(LINK, AT_FDCWD, from, AT_FDCWD, to, 0); }
int linkat(int a, const char *from, int b, const char *to, int flags) { return name_as(LINK, a, from, b, to, flags); }

static int folder_as(int at, const char *path, mode_t mode) {
    char space[PATH_MAX];
    const char *name = of_name(at, path, space);
    if (name == NULL)
        return syscall(SYS_mkdirat, (long)at, path, (long)mode);
    struct stat about;
    pthread_mutex_lock(&lock);
    int there = fstatat(at, path, &about, AT_SYMLINK_NOFOLLOW) == 0;
    int done = !there && refused(1) < 0 ? -1 : (int)syscall(SYS_mkdirat, (long)at, path, (long)mode), error = errno;
    if (done == 0 && fstatat(at, path, &about, 0) == 0)
        put_name(FOLDER, about.st_ino, name);
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}

int mkdir(const char *path, mode_t mode) { return folder_as(AT_FDCWD, path, mode); }
int mkdirat(int at, const char *path, mode_t mode) { return folder_as(at, path, mode); }

/* What is not followed: written down by name when it touches the folder. */
static void unknown(int fd, const char *what) {
    char space[PATH_MAX];
    const char *name = of_fd(fd, space);
    if (name == NULL || is_shared_memory(name))
        return;
    pthread_mutex_lock(&lock);
    put_name(UNKNOWN, 0, what);
    pthread_mutex_unlock(&lock);
}

static void *map_as(void *at, size_t size, int rights, int flags, int fd, off_t from) {
    if (fd >= 0 && flags & MAP_SHARED && rights & PROT_WRITE)
        unknown(fd, "mmap");
    return (void *)syscall(SYS_mmap, at, size, (long)rights, (long)flags, (long)fd, from);
}

void *mmap(void *at, size_t size, int rights, int flags, int fd, off_t from) {
    return map_as(at, size, rights, flags, fd, from);
}
void *mmap64(void *at, size_t size, int rights, int flags, int fd, off64_t from) {
    return map_as(at, size, rights, flags, fd, from);
}
int fallocate(int fd, int mode, off_t from, off_t size) {
    char space[PATH_MAX];
    const char *name = of_fd(fd, space);
    struct stat about;
    if (name == NULL)
        return syscall(SYS_fallocate, (long)fd, (long)mode, from, size);
    pthread_mutex_lock(&lock);
    int done = refused(1);
    if (done == 0 && has_no_room(fd, from + size))
        errno = ENOSPC, done = -1;
    if (done == 0)
        done = (int)syscall(SYS_fallocate, (long)fd, (long)mode, from, size);
    int error = errno;
    if (done == 0 && mode != 0)
        put_name(UNKNOWN, 0, "fallocate");
    else if (done == 0 && fstat(fd, &about) == 0 && about.st_size == from + size)
        put(TRUNCATE, about.st_ino, about.st_size, NULL, 0);
    pthread_mutex_unlock(&lock);
    return errno = error, done;
}
int fallocate64(int fd, int mode, off64_t from, off64_t size) { return fallocate(fd, mode, from, size); }
int posix_fallocate(int fd, off_t from, off_t size) { return fallocate(fd, 0, from, size) < 0 ? errno : 0; }
int posix_fallocate64(int fd, off64_t from, off64_t size) { return posix_fallocate(fd, from, size); }

/* How much room a program is told there is. */
static int room_in(int done, const char *name, struct statvfs *room) {
    if (done == 0 && name != NULL && is_full())
        room->f_bfree = room->f_bavail = 0;
    return done;
}

int statvfs(const char *path, struct statvfs *room) {
    static int (*real)(const char *, struct statvfs *);
    char space[PATH_MAX];
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "statvfs");
    return room_in(real(path, room), of_name(AT_FDCWD, path, space), room);
}
int statvfs64(const char *path, struct statvfs64 *room) { return statvfs(path, (struct statvfs *)room); }
int fstatvfs(int fd, struct statvfs *room) {
    static int (*real)(int, struct statvfs *);
    char space[PATH_MAX];
    if (real == NULL)
        *(void **)&real = dlsym(RTLD_NEXT, "fstatvfs");
    return room_in(real(fd, room), of_fd(fd, space), room);
}
int fstatvfs64(int fd, struct statvfs64 *room) { return fstatvfs(fd, (struct statvfs *)room); }

ssize_t sendfile(int to, int from, off_t *at, size_t size) {
    unknown(to, "sendfile");
    return syscall(SYS_sendfile, (long)to, (long)from, at, size);
}
ssize_t sendfile64(int to, int from, off64_t *at, size_t size) { return sendfile(to, from, at, size); }
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t size, unsigned flags) {
    unknown(to, "copy_file_range");
    return syscall(SYS_copy_file_range, (long)from, a, (long)to, b, size, (long)flags);
}
