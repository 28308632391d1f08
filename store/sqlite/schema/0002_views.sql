-- For people with SQL: plain names, ISO dates, words instead of codes, and the screen's own numbers.

CREATE VIEW answers AS
-- Every answer, a row each, those left out too (counted = 0).
SELECT
    r.uid AS response,
    date(r.day * 86400, 'unixepoch') AS day,
    r.hour AS hour,
    strftime('%Y-%m-%d %H:%M:%S', (r.started_ms + a.ended_ms) / 1000 + r.utc_offset_min * 60, 'unixepoch')
        AS answered_at,  -- on the shop's clock
    r.touchpoint AS touchpoint,
    r.agent AS agent,
    k.label AS kiosk,
    r.language AS language,
    r.channel AS channel,
    r.status AS status,
    s.name AS survey,
    s.version AS version,
    q.name AS question,
    q.kind AS kind,
    nullif(q.metric, '') AS metric,
    CASE a.outcome WHEN 0 THEN 'answered' WHEN 1 THEN 'skipped' ELSE 'timed_out' END AS outcome,
    a.score AS score,
    (SELECT group_concat(option, ', ')
        FROM (SELECT option FROM answer_choice c WHERE c.response = a.response AND c.question = a.question
            ORDER BY place)) AS choices,
    w.text AS text,
    w.consent AS consent,
    a.shown_ms AS shown_ms,
    a.ended_ms AS ended_ms,
    r.counted AS counted,
    (SELECT group_concat(rule, ', ')
        FROM (SELECT rule FROM exclusion e WHERE e.response = r.id AND e.lifted_ms IS NULL ORDER BY rule))
        AS left_out
FROM response r
JOIN answer a ON a.response = r.id
JOIN question q ON q.id = a.question
JOIN survey s ON s.id = r.survey
JOIN kiosk k ON k.id = r.kiosk
LEFT JOIN written w ON w.day = r.day AND w.at_ms = r.started_ms + a.ended_ms AND w.response = r.id
    AND w.question = a.question;

CREATE VIEW scored AS
-- The tallies that count, with what each question calls favourable; read by the next two.
SELECT
    t.day, t.dimension, t.key, t.channel, t.question AS number,
    q.survey, q.name, q.metric, q.points, q.low_is_good,
    t.c0, t.c1, t.c2, t.c3, t.c4, t.c5, t.c6, t.c7, t.c8, t.c9, t.c10,
    t.c0 + t.c1 + t.c2 + t.c3 + t.c4 + t.c5 + t.c6 + t.c7 + t.c8 + t.c9 + t.c10 AS n,
    CASE
        WHEN q.metric = 'nps' THEN t.c9 + t.c10
        WHEN q.metric IN ('csat', 'ces') AND q.low_is_good THEN
            CASE q.points WHEN 5 THEN t.c1 + t.c2 WHEN 7 THEN t.c1 + t.c2 + t.c3 ELSE t.c1 + t.c2 END
        WHEN q.metric IN ('csat', 'ces') THEN
            CASE q.points WHEN 5 THEN t.c4 + t.c5 WHEN 7 THEN t.c5 + t.c6 + t.c7 ELSE t.c9 + t.c10 END
    END AS favourable,
    t.c0 + t.c1 + t.c2 + t.c3 + t.c4 + t.c5 + t.c6 AS detractors,
    t.c1 + 2 * t.c2 + 3 * t.c3 + 4 * t.c4 + 5 * t.c5 + 6 * t.c6 + 7 * t.c7 + 8 * t.c8 + 9 * t.c9 + 10 * t.c10
        AS points_given,
    t.shown, t.skipped, t.timed_out
FROM tally t JOIN question q ON q.id = t.question
WHERE t.counted = 1 AND t.shown > 0 AND q.metric <> '';

CREATE VIEW daily_scores AS
-- A score a business day, question and channel; channels and questions are never added up.
-- CSAT: per cent favourable. NPS: promoters less detractors, -100 to 100. CES: the mean. Else NULL.
SELECT
    date(day * 86400, 'unixepoch') AS day, survey, name AS question, metric, points AS scale, channel,
    CASE metric
        WHEN 'csat' THEN 100.0 * sum(favourable) / nullif(sum(n), 0)
        WHEN 'nps' THEN 100.0 * (sum(favourable) - sum(detractors)) / nullif(sum(n), 0)
        WHEN 'ces' THEN 1.0 * sum(points_given) / nullif(sum(n), 0)
    END AS score,
    sum(n) AS n, sum(favourable) AS favourable, sum(shown) AS shown, sum(skipped) AS skipped,
    sum(timed_out) AS timed_out, sum(c0) AS c0, sum(c1) AS c1, sum(c2) AS c2, sum(c3) AS c3, sum(c4) AS c4,
    sum(c5) AS c5, sum(c6) AS c6, sum(c7) AS c7, sum(c8) AS c8, sum(c9) AS c9, sum(c10) AS c10
FROM scored
WHERE dimension = 4  -- the languages together are the total
GROUP BY scored.day, number, channel;

CREATE VIEW hourly_scores AS
-- The same, an hour of the shop's clock.
SELECT
    date(day * 86400, 'unixepoch') AS day, CAST(key AS INTEGER) AS hour, survey, name AS question, metric,
    points AS scale, channel,
    CASE metric
        WHEN 'csat' THEN 100.0 * favourable / nullif(n, 0)
        WHEN 'nps' THEN 100.0 * (favourable - detractors) / nullif(n, 0)
        WHEN 'ces' THEN 1.0 * points_given / nullif(n, 0)
    END AS score,
    n, favourable, shown, skipped, timed_out, c0, c1, c2, c3, c4, c5, c6, c7, c8, c9, c10
FROM scored
WHERE dimension = 0;

CREATE VIEW comments AS
-- What people wrote, of responses that count, with the score it explains: of the question it follows, else
-- the first of the visit. Order by day and answered_at.
SELECT
    r.uid AS response,
    date(w.day * 86400, 'unixepoch') AS day,
    strftime('%Y-%m-%d %H:%M:%S', w.at_ms / 1000 + r.utc_offset_min * 60, 'unixepoch') AS answered_at,
    r.touchpoint AS touchpoint,
    r.agent AS agent,
    k.label AS kiosk,
    r.channel AS channel,
    s.name AS survey,
    q.name AS question,
    w.text AS text,
    w.consent AS consent,
    coalesce(
        (SELECT a.score FROM answer a WHERE a.response = r.id AND a.question = v.parent AND a.outcome = 0),
        (SELECT a.score FROM answer a JOIN question o ON o.id = a.question
            WHERE a.response = r.id AND a.outcome = 0 AND a.score IS NOT NULL
            ORDER BY a.shown_ms, o.position LIMIT 1)) AS score
FROM written w
JOIN response r ON r.id = w.response
JOIN question q ON q.id = w.question
JOIN survey s ON s.id = r.survey
JOIN survey_question v ON v.survey = r.survey AND v.question = w.question
JOIN kiosk k ON k.id = r.kiosk
WHERE q.kind = 'comment' AND w.text IS NOT NULL AND r.counted = 1;

CREATE VIEW funnel AS
-- What became of the visits that started, a row a business day and channel, without those left out.
SELECT
    date(day * 86400, 'unixepoch') AS day, channel, sum(shown) AS started, sum(c0) AS open,
    sum(c1) AS complete, sum(c2) AS partial, sum(c3) AS skipped, sum(c4) AS timed_out, sum(c5) AS refused,
    sum(c6) AS no_time, sum(c7) AS dropped
FROM tally
WHERE dimension = 4 AND question = 0 AND counted = 1 AND shown > 0
GROUP BY tally.day, channel;
