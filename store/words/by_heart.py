"""Numbers, dates and times in the interface's own languages, known by heart.

Babel knows every country, but takes a tenth of the time until the operator's first picture; it is asked for
readers who name a country, and for what is seldom shown. The tests hold each line here against it.
"""

from datetime import date, datetime, time
from typing import NamedTuple


class Written(NamedTuple):
    """How a language writes."""

    decimal: str
    group: str
    """Between thousands."""
    gap: str
    """Before the per cent sign."""
    hour: str
    full: str
    short: str
    weekdays: str
    """With spaces between them, Monday first."""
    months: str
    short_months: str

    def number(self, display: str) -> str:
        """As `formats.number`."""
        return display.replace(".", self.decimal)

    def percent(self, display: str) -> str:
        """As `formats.percent`."""
        return f"{self.number(display)}{self.gap}%"

    def grouped(self, n: int) -> str:
        """As `formats.count`."""
        return f"{n:,}".replace(",", self.group)

    def clock(self, moment: datetime | time) -> str:
        """As `formats.clock`."""
        return f"{moment.hour:{self.hour}}:{moment.minute:02}"

    def full_date(self, day: date) -> str:
        """As `formats.full_date` without the year."""
        month = self.months.split()[day.month - 1]
        return self.full.format(weekday=self.weekday(day), day=day.day, month=month)

    def short_month(self, day: date) -> str:
        """As `formats.short_month`."""
        return self.short_months.split()[day.month - 1]

    def short_date(self, day: date) -> str:
        """As `formats.short_date` without the year."""
        return self.short.format(day=day.day, month=self.short_month(day), number=day.month)

    def weekday(self, day: date) -> str:
        """As `formats.weekday`."""
        return self.weekdays.split()[day.weekday()]


WRITTEN = {
    "en": Written(
        ".",
        ",",
        "",
        "02",
        "{weekday}, {day} {month}",
        "{day} {month}",
        "Monday Tuesday Wednesday Thursday Friday Saturday Sunday",
        "January February March April May June July August September October November December",
        "Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec",
    ),
    "fr": Written(
        ",",
        "\u00a0",
        "\u00a0",
        "02",
        "{weekday} {day} {month}",
        "{day} {month}",
        "lundi mardi mercredi jeudi vendredi samedi dimanche",
        "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.",
    ),
    "es": Written(
        ",",
        ".",
        "\u00a0",
        "d",
        "{weekday}, {day} de {month}",
        "{day} {month}",
        "lunes martes miércoles jueves viernes sábado domingo",
        "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
        "ene feb mar abr may jun jul ago sept oct nov dic",
    ),
    "de": Written(
        ",",
        ".",
        "\u00a0",
        "02",
        "{weekday}, {day}. {month}",
        "{day}. {month}",
        "Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag",
        "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
        "Jan. Feb. März Apr. Mai Juni Juli Aug. Sept. Okt. Nov. Dez.",
    ),
    "it": Written(
        ",",
        ".",
        "",
        "02",
        "{weekday} {day} {month}",
        "{day} {month}",
        "lunedì martedì mercoledì giovedì venerdì sabato domenica",
        "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
        "gen feb mar apr mag giu lug ago set ott nov dic",
    ),
    "pt": Written(
        ",",
        "\u00a0",
        "",
        "02",
        "{weekday}, {day} de {month}",
        "{day}/{number:02}",
        "segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo",
        "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
        "jan. fev. mar. abr. mai. jun. jul. ago. set. out. nov. dez.",
    ),
    "nl": Written(
        ",",
        ".",
        "",
        "02",
        "{weekday} {day} {month}",
        "{day} {month}",
        "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag",
        "januari februari maart april mei juni juli augustus september oktober november december",
        "jan feb mrt apr mei jun jul aug sep okt nov dec",
    ),
}
"""By language, without a country."""
