"""What may stand in a mapping file, key by key: the one list that is checked, asked and documented by."""

from collections.abc import Mapping

from store.exchange.imports.sheet import ENCODINGS
from store.model.survey import Kind
from store.model.survey_file.keys import ID, METRICS, Key, Keys

DATES: Mapping[str, str] = {
    "day-first": "21/05/2018 is the 21st of May.",
    "month-first": "05/21/2018 is the 21st of May.",
    "year-first": "2018-05-21, 2018/05/21 or 20180521.",
    "excel": "A spreadsheet's number of days, such as 43241.58.",
    "epoch": "Seconds or milliseconds since 1970, in UTC.",
}
"""How dates may be written; `2018-05-21` and dates with the month in letters are read under each of them."""

COLUMNS: Keys = {
    "date": Key(str, "When it was answered: a date, or a date with a time.", needed=True),
    "time": Key(str, "The time of day, where it stands in a column of its own."),
    "id": Key(str, "What names a row, such as a number: a row is then known by it."),
    "count": Key(str, "How many answers the row stands for."),
    "touchpoint": Key(str, "Where it was asked."),
    "kiosk": Key(str, "By what device."),
    "agent": Key(str, "Who helped."),
    "language": Key(str, "In which language, as a code such as fr."),
    "reference": Key(str, "The call, order or ticket it belongs to."),
}

QUESTION: Keys = {
    "id": Key(str, "What its scores are kept under.", needed=True, form=ID),
    "column": Key(str, "The column it stands in, by its heading.", needed=True),
    "metric": Key(str, "What it measures. Left out: none.", words=METRICS),
    "scale": Key(int, "How many points: 5 or 10 for csat; 5, 7 or 10 for ces; 2 to 10 for none."),
    "lowest": Key(int, "The lowest number that could be given. Left out: 0 for nps, else 1."),
    "low_is_good": Key(bool, "true: CES 1.0, where 1 is little effort."),
    "reversed": Key(bool, "true: the file's 1 is the best; it is turned round."),
    "labels": Key(dict, 'Words instead of numbers: { "Very satisfied" = 5, … }.'),
    "not_applicable": Key(list, 'Codes that are no answer: ["0", "N/A"]. They count as skipped.'),
    "kind": Key(
        str,
        "What it is, where it has no scale: choice, reasons (several), comment or contact.",
        words={kind: kind for kind in Kind},
    ),
    "options": Key(dict, 'For choice and reasons: { "Waiting time" = "wait", … }.'),
    "split": Key(str, "For reasons: what stands between several in one cell. Left out: ;."),
    "consent": Key(str, "For a comment or contact: the column that says whether it may be used."),
    "follows": Key(str, "The id of the question that it explains."),
    "text": Key(str, "How it was asked. Left out: the column's heading."),
}

MAPPING: Keys = {
    "survey": Key(str, "The name of the survey that the answers are kept under.", needed=True, form=ID),
    "channel": Key(str, "Their channel, never added to another: web, email, paper… Left out: import."),
    "encoding": Key(str, "How the file is written. Left out: found out.", words=dict.fromkeys(ENCODINGS, "")),
    "separator": Key(str, "What stands between two cells. Left out: found out."),
    "quote": Key(str, "What stands around a cell. Left out: the double quotation mark."),
    "header": Key(bool, "false: there is no heading, and columns are called 1, 2, 3… Left out: true."),
    "dates": Key(str, "How dates are written. Left out: found out, where it can be.", words=DATES),
    "touchpoint": Key(str, "Where it was asked. Left out: import."),
    "language": Key(str, "The language it was asked in. Left out: en."),
    "kiosk": Key(str, "The name of the device. Left out: the channel's."),
    "columns": Key(dict, "Which columns say when, where and by whom.", needed=True, keys=COLUMNS),
    "question": Key(list, "What was asked, a column each.", needed=True, keys=QUESTION),
}
"""The whole format: what stands here, and nothing else, may stand in a mapping."""
