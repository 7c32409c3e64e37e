//! Conditions, each a sentence about a customer.

use crate::explain::phrase::phrases;

phrases! {
    // Joining.
    ALL_OF: "all of these hold:", "se cumple todo lo siguiente:";
    ALWAYS: "always", "siempre";
    NOBODY: "never", "nunca";
    ANY_OF: "at least one of these holds:", "se cumple al menos una de estas condiciones:";
    NOT_ALL_OF: "not all of these hold:", "no se cumple todo lo siguiente a la vez:";
    NONE_OF: "none of these holds:", "no se cumple ninguna de estas condiciones:";
    SOME_OF: "at least {n} of these {total} hold:", "se cumplen al menos {n} de estas {total} condiciones:";
    NOT: "the following does not hold: {clause}", "no se cumple lo siguiente: {clause}";
    AND_PART: "and {clause}", "y {clause}";
    OR_PART: "or {clause}", "o {clause}";
    SEGMENT: "the customer belongs to the segment “{name}” ({id}, version {version})", "el cliente pertenece al segmento “{name}” ({id}, versión {version})";
    NO_SEGMENT: "the customer does not belong to the segment “{name}” ({id}, version {version})", "el cliente no pertenece al segmento “{name}” ({id}, versión {version})";

    // Values.
    IS: "{operand} is {bound}", "{operand} es {bound}";
    FALLS_ACROSS: "{noun} falls from at least {early} for {from} to strictly below {late} for {to}", "{noun} baja de al menos {early} en {from} a menos de {late} (estrictamente) en {to}";
    RISES_ACROSS: "{noun} rises from at most {early} for {from} to strictly above {late} for {to}", "{noun} sube de como máximo {early} en {from} a más de {late} (estrictamente) en {to}";
    MARGIN_ABOVE: "{value} plus a margin of {gap}", "{value} más un margen de {gap}";
    MARGIN_BELOW: "{value} less a margin of {gap}", "{value} menos un margen de {gap}";
    RISES: "{noun} rises by {by} from {from} to {to}", "{noun} aumenta en {by} de {from} a {to}";
    FALLS: "{noun} falls by {by} from {from} to {to}", "{noun} disminuye en {by} de {from} a {to}";
    EXCEEDS: "{to} is higher than {from} by {by}", "{to} supera a {from} en {by}";
    FALLS_SHORT: "{to} is lower than {from} by {by}", "{to} es inferior a {from} en {by}";
    BY_AT_LEAST: "at least {amount}", "al menos {amount}";
    BY_MORE_THAN: "more than {amount}", "más de {amount}";
    SHARE_OF_EARLIER: "{share} of the earlier value", "el {share} del valor anterior";
    SHARE_OF_ABSOLUTE: "{share} of the earlier value without its sign", "el {share} del valor anterior sin su signo";
    AND_AT_LEAST: "{by}, and by at least {amount},", "{by}, y en al menos {amount},";
    EARLIER_BASE: "{clause} (counts as not known where the earlier value is below {base})", "{clause} (se considera desconocido cuando el valor anterior es inferior a {base})";
    IN_EACH: "{noun} is {bound} in each of {run}", "{noun} es {bound} en cada uno de {run}";
    NEVER_FALLS: "{noun} never falls over {run}, and rises by at least {by} from the first to the last of them", "{noun} nunca baja en {run}, y sube al menos {by} del primero al último";
    NEVER_RISES: "{noun} never rises over {run}, and falls by at least {by} from the first to the last of them", "{noun} nunca sube en {run}, y baja al menos {by} del primero al último";
    ONE_OF: "{noun} is {values}", "{noun} es {values}";
    NOT_ONE_OF: "{noun} is not {values}", "{noun} no es {values}";

    // Products.
    OWNS: "the customer has {product}, alone or jointly", "el cliente tiene {product}, de forma individual o conjunta";
    LACKS: "the customer does not have {product}, alone or jointly", "el cliente no tiene {product}, ni de forma individual ni conjunta";
    WHO_OWN: "who have {product}, alone or jointly", "que tienen {product}, de forma individual o conjunta";
    WHO_LACK: "who do not have {product}, alone or jointly", "que no tienen {product}, ni de forma individual ni conjunta";

    // Dates.
    RECENT: "{noun} lies in the last {days}, up to and including the data date", "{noun} cae en los últimos {days}, hasta la fecha de los datos inclusive";
    NOT_RECENT: "{noun} does not lie in the last {days}, up to and including the data date, or it never happened", "{noun} no cae en los últimos {days}, hasta la fecha de los datos inclusive, o nunca ocurrió";
    PAST: "{noun} lies {days} or more before the data date", "{noun} es anterior a la fecha de los datos en {days} o más";
    UPCOMING: "{noun} lies between the data date and {days} after it, both included", "{noun} cae entre la fecha de los datos y {days} después, ambas inclusive";
    NEVER: "the bank knows that it never happened: {noun}", "al banco le consta que nunca ocurrió: {noun}";
    ONCE: "the bank knows that it happened: {noun}", "al banco le consta que ocurrió: {noun}";
    DATES: "the day of the decision lies between {from} and {until}, both included", "el día de la decisión cae entre el {from} y el {until}, ambos inclusive";
    SEASON: "the day of the decision lies between {from} and {until} of any year, both included", "el día de la decisión cae entre el {from} y el {until} de cualquier año, ambos inclusive";
    SEASON_OVER_YEAR: "the day of the decision lies between {from} of any year and {until} of the next, both included", "el día de la decisión cae entre el {from} de cualquier año y el {until} del siguiente, ambos inclusive";
    MONTH_DAYS: "the decision falls on day {from} to {until} of a month, both included", "la decisión cae entre los días {from} y {until} del mes, ambos inclusive";

    // This visit.
    ON_PAGES: "the page of this visit is {pages}", "la página de esta visita es {pages}";
    ON_DEVICES: "the device of this visit is {devices}", "el dispositivo de esta visita es {devices}";
    PHONE: "a phone", "un teléfono";
    TABLET: "a tablet", "una tableta";
    DESKTOP: "a desktop or laptop computer", "una computadora";
    IN_HOURS: "the bank's clock reads at least {from} and is before {until}", "el reloj del banco marca las {from} o más y aún no las {until}";
    OVERNIGHT: "the bank's clock reads at least {from}, or is before {until}, over midnight", "el reloj del banco marca las {from} o más, o aún no las {until}, pasando la medianoche";
}
