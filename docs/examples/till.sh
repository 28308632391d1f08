#!/bin/sh
# A till asks the customer on its own screen after a sale: till.sh SALE
# Prints "ring the manager" when the first answer was a low one, so that the till can do it.
# TILL names this till; its answers are kept apart from those of the others.
set -u
sale=${1:?usage: till.sh SALE}

answer=$(kiosk ask --touchpoint checkout --ref "$sale" --label "till-${TILL:-1}" --timeout 60)
case $? in
    0) ;;                                                # something was answered
    1) echo "sale $sale: nothing was answered"; exit 0 ;;   # nobody owes us an answer
    *) echo "sale $sale: not asked, see above" >&2; exit 1 ;;
esac

printf '%s\n' "$answer" | python3 -c '
import json, sys
visit = json.load(sys.stdin)
scores = [answer["score"] for answer in visit["answers"] if answer["score"] is not None]
print("sale", visit["reference"], visit["status"])
if scores and scores[0] <= 2:
    print("ring the manager")
'
