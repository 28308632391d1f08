-- For people with SQL: plain names, ISO dates, words instead of codes, and the screen's own numbers.
CREATE VIEW placeholder AS SELECT 1;
