//! What the bank is told.

use crate::explain::phrase::phrases;

phrases! {
    OF_NOTIFY: "What the bank is told", "Qué se avisa al banco";

    HEAD: "Where the bank asks for notices, it is told the following when the conditions hold and no reason above to never show it does; slots, caps, pauses and comparison groups do not matter for that. A notice does not say who the customer is, and carries no value of the customer but those listed with it:", "Donde el banco pide los avisos, se le avisa de lo siguiente cuando se cumplen las condiciones y ninguno de los motivos anteriores para no mostrarlo nunca; para ello no importan los espacios, los límites, las pausas ni los grupos de comparación. Un aviso no dice quién es el cliente, y no lleva ningún dato del cliente salvo los que se indican con él:";
    TIER: "“{notice}”, {again}", "“{notice}”, {again}";
    TIER_WHEN: "“{notice}”, {again}, when also {clause}", "“{notice}”, {again}, cuando además {clause}";
    VALUES: "With “{notice}” it is told the value of {values}.", "Con “{notice}” se le comunica el valor de {values}.";

    // How often, by the data date.
    DAY: "at most once a day of the data", "como máximo una vez por día de los datos";
    WEEK: "at most once a week of the data, from Monday", "como máximo una vez por semana de los datos, desde el lunes";
    MONTH: "at most once a calendar month of the data", "como máximo una vez por mes calendario de los datos";
    ONCE: "once and never again", "una sola vez";
}
