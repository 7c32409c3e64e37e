//! Amounts, days, and on which side of them a value stands.

use crate::explain::phrase::phrases;

phrases! {
    // On which side of a threshold.
    BELOW: "strictly below {value}", "estrictamente inferior a {value}";
    AT_MOST: "at most {value}", "de como máximo {value}";
    ABOVE: "strictly above {value}", "estrictamente superior a {value}";
    AT_LEAST: "at least {value}", "de al menos {value}";
    EQUAL: "exactly {value}", "exactamente igual a {value}";

    // On which side of a day.
    BEFORE_DAY: "before {value}", "anterior a el {value}";
    UNTIL_DAY: "on or before {value}", "el {value} o anterior";
    AFTER_DAY: "after {value}", "posterior a el {value}";
    FROM_DAY: "on or after {value}", "el {value} o posterior";
    ON_DAY: "exactly {value}", "exactamente el {value}";

    // Thresholds that are other values.
    SHARE_OF: "{share} of {operand}", "el {share} de {operand}";
    PLUS: "the sum of {plus} and {operand}", "la suma de {plus} y {operand}";
    SHARE: "{share}", "el {share}";
    LEAST_BASE: "{clause} (counts as not known where {operand} is below {base})", "{clause} (se considera desconocido cuando {operand} es inferior a {base})";
    MAJOR_UNITS: "100 units of its currency", "100 unidades de su moneda";

    // Whole numbers of a unit, and one of it.
    DAYS: "{n} days", "{n} días";
    DAY: "1 day", "1 día";
    MONTHS: "{n} months", "{n} meses";
    MONTH: "1 month", "1 mes";
    YEARS: "{n} years", "{n} años";
    YEAR: "1 year", "1 año";
    POINTS: "{n} points", "{n} puntos";
    POINT: "1 point", "1 punto";
    DECILE: "decile {n} of 10", "el decil {n} de 10";
    PERCENTAGE_POINTS: "{n} percentage points", "{n} puntos porcentuales";

    // Days and months of the calendar.
    DATE: "{month} {day}, {year}", "{day} de {month} de {year}";
    YEAR_DAY: "{month} {day}", "{day} de {month}";
    MONTH_OF_YEAR: "{month} {year}", "{month} de {year}";
    MONTH_1: "Jan", "enero";
    MONTH_2: "Feb", "febrero";
    MONTH_3: "Mar", "marzo";
    MONTH_4: "Apr", "abril";
    MONTH_5: "May", "mayo";
    MONTH_6: "Jun", "junio";
    MONTH_7: "Jul", "julio";
    MONTH_8: "Aug", "agosto";
    MONTH_9: "Sep", "septiembre";
    MONTH_10: "Oct", "octubre";
    MONTH_11: "Nov", "noviembre";
    MONTH_12: "Dec", "diciembre";
    LONG_MONTH_1: "January", "enero";
    LONG_MONTH_2: "February", "febrero";
    LONG_MONTH_3: "March", "marzo";
    LONG_MONTH_4: "April", "abril";
    LONG_MONTH_5: "May", "mayo";
    LONG_MONTH_6: "June", "junio";
    LONG_MONTH_7: "July", "julio";
    LONG_MONTH_8: "August", "agosto";
    LONG_MONTH_9: "September", "septiembre";
    LONG_MONTH_10: "October", "octubre";
    LONG_MONTH_11: "November", "noviembre";
    LONG_MONTH_12: "December", "diciembre";

    // Lists.
    QUOTED: "“{text}”", "“{text}”";
    AND: "{list} and {last}", "{list} y {last}";
    AND_ALSO: "{list}, and {last}", "{list}, y {last}";
    OR: "{list} or {last}", "{list} o {last}";
}
