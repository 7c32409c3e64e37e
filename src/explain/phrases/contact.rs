//! How often promotions are shown, and after what they stay away.

use crate::explain::phrase::phrases;

phrases! {
    // A campaign's own caps.
    CAP: "Show it at most {times} in any {span} to one customer, counting {counted}.", "Mostrarlo como máximo {times} en cualquier período de {span} a un mismo cliente, contando {counted}.";
    CAP_PERIOD: "Show it at most {times} {per} to one customer, counting {counted}.", "Mostrarlo como máximo {times} {per} a un mismo cliente, contando {counted}.";
    PER_DAY: "in one calendar day", "en un mismo día calendario";
    PER_WEEK: "in one calendar week, from Monday on", "en una misma semana calendario, desde el lunes";
    PER_MONTH: "in one calendar month", "en un mismo mes calendario";
    TIMES: "{n} times", "{n} veces";
    ONCE: "once", "una vez";
    IMPRESSIONS: "confirmed impressions, also those of comparison groups", "las impresiones confirmadas, también las de los grupos de comparación";
    CLICKS: "clicks", "los clics";
    DISMISSALS: "dismissals", "los descartes";
    NOT_INTERESTED: "answers that it is not interesting", "las respuestas de que no le interesa";
    STARTS: "started applications", "las solicitudes iniciadas";
    NO_CAP: "It may be shown any number of times.", "Puede mostrarse cualquier número de veces.";

    // What promotions share.
    KEEP: "Do not show it {whom}.", "No mostrarlo {whom}.";
    ALL_CAP: "to a customer with {n} or more {counted} of promotional messages {window}", "a un cliente con {n} o más {counted} de mensajes promocionales {window}";
    SLOT_CAP: "in a slot in which the customer has {n} or more {counted} of promotional messages {window}", "en un espacio en el que el cliente tiene {n} o más {counted} de mensajes promocionales {window}";
    GROUP_CAP: "to a customer with {n} or more {counted} of promotional messages of {group} {window}", "a un cliente con {n} o más {counted} de mensajes promocionales de {group} {window}";
    GROUP_NAMED: "the group “{group}”", "el grupo “{group}”";
    GROUP_SAME: "its group", "su grupo";
    IN_LAST: "in the {span} up to now", "en el período de {span} hasta ahora";
    IN_DAY: "in the calendar day of the decision", "en el día calendario de la decisión";
    IN_WEEK: "in the calendar week of the decision, from Monday on", "en la semana calendario de la decisión, desde el lunes";
    IN_MONTH: "in the calendar month of the decision", "en el mes calendario de la decisión";
    N_IMPRESSIONS: "confirmed impressions", "impresiones confirmadas";
    N_CLICKS: "clicks", "clics";
    N_DISMISSALS: "dismissals", "descartes";
    N_NOT_INTERESTED: "answers “not interested”", "respuestas “no me interesa”";
    N_STARTS: "started applications", "solicitudes iniciadas";
    GAP: "to a customer with a confirmed impression of a promotional message less than {span} ago", "a un cliente con una impresión confirmada de un mensaje promocional hace menos de {span}";
    FED: "The bank's own count of impressions counts for these limits too: {features}.", "Para estos límites también cuenta el recuento de impresiones del propio banco: {features}.";

    // Cooldowns and pauses.
    COOLDOWN: "to a customer who {did} less than {span} ago", "a un cliente que {did} hace menos de {span}";
    DID_SEE: "saw it", "lo vio";
    DID_CLICK: "clicked on it", "hizo clic en él";
    DID_DISMISS: "dismissed it", "lo descartó";
    DID_NOT_INTERESTED: "said that it is not interesting", "dijo que no le interesa";
    DID_START: "started an application from it", "inició una solicitud a partir de él";
    PAUSE: "for {pause} to a customer with {n} or more {counted} of {whose} less than {span} apart, from the last of them on", "durante {pause} a un cliente con {n} o más {counted} de {whose} con menos de {span} de diferencia, a partir del momento más reciente";
    WHOSE_CAMPAIGN: "the same campaign", "la misma campaña";
    WHOSE_GROUP: "promotional messages of the same group", "mensajes promocionales del mismo grupo";

    // Lengths of time.
    HOUR: "1 hour", "1 hora";
    HOURS: "{n} hours", "{n} horas";
}
