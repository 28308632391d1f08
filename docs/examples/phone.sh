#!/bin/sh
# A telephone system starts this in the agent's terminal when a call ends: phone.sh CALL EXTENSION [LANGUAGE]
# The agent reads the questions aloud; the answers go, a line a call, to the file that ANSWERS names.
set -u
call=${1:?usage: phone.sh CALL EXTENSION [LANGUAGE]}
extension=${2:?usage: phone.sh CALL EXTENSION [LANGUAGE]}
language=${3:-en}

line=$(kiosk ask --touchpoint support --ref "$call" --agent "$extension" --language "$language")
code=$?
if [ -n "$line" ]; then                 # also of a caller who refused: status says how it ended
    printf '%s\n' "$line" >>"${ANSWERS:-answers.jsonl}"
fi
case $code in
    0 | 1) exit 0 ;;
    *) exit "$code" ;;                  # 2: asked before, or no such reference; 3: it could not be kept
esac
