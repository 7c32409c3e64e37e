//! An entry of the catalogue: what its values are, where they come from and what they may be used for.

use crate::explain::phrase::phrases;

phrases! {
    VALUES: "values: {kind}, {scope}", "valores: {kind}, {scope}";
    FROM: "from: {source} ({provenance})", "de: {source} ({provenance})";
    USE: "purpose: {purpose}; sensitivity: {sensitivity} of 4; prohibited bases that it is or stands for: {bases}", "finalidad: {purpose}; sensibilidad: {sensitivity} de 4; criterios prohibidos que es o representa: {bases}";
    NO_BASIS: "none", "ninguno";

    // Types.
    MONEY: "amounts of money", "importes";
    MONEY_IN: "amounts in {currency}", "importes en {currency}";
    COUNT: "whole numbers", "números enteros";
    COUNT_OF: "whole numbers of {unit}", "números enteros de {unit}";
    FLAG: "yes or no", "sí o no";
    BASIS_POINTS: "hundredths of a percent", "centésimas de uno por ciento";
    DAY: "days of the calendar", "días del calendario";
    ENUMERATION: "one of {values}", "uno de {values}";
    AVERAGE: "averages", "promedios";
    AVERAGE_IN: "averages in {currency}", "promedios en {currency}";
    EVENTS: "single events of {classes}", "sucesos individuales de {classes}";
    EVENTS_IN: "single events of {classes}, in {currency}", "sucesos individuales de {classes}, en {currency}";

    // Units.
    DAYS: "days", "días";
    MONTHS: "months", "meses";
    YEARS: "years", "años";
    POINTS: "points", "puntos";
    DECILES: "tenths", "décimas partes";

    // Windows, periods and whose they are.
    WINDOW: "{values} of the last {days} days, whole from the date {since} on", "{values} de los últimos {days} días, completos desde la fecha {since}";
    BY_MONTH: "{values} by calendar month", "{values} por mes calendario";
    BY_CYCLE: "{values} by statement cycle", "{values} por ciclo de facturación";
    BY_DAY: "{values} by day", "{values} por día";
    CUSTOMER: "of the customer", "del cliente";
    ACCOUNT: "of each account", "de cada cuenta";

    // Provenance.
    FIRST_PARTY: "the bank's own transactions and experience", "operaciones y experiencia propias del banco";
    AFFILIATE: "an affiliate of the bank", "una filial del banco";
    CONSUMER_REPORT: "a consumer report", "un informe del consumidor";
    CONSUMER_PERMISSIONED: "another institution, with the customer's permission", "otra entidad, con permiso del cliente";
    PURCHASED: "bought", "comprado";
    DECLARED: "told by the customer", "declarado por el cliente";
    INFERRED: "computed by a model", "calculado por un modelo";
}
