//! A decision: where each campaign stopped, what each clause came to, and what was read for it.

use crate::explain::phrase::phrases;

phrases! {
    // Where a campaign stopped.
    HEAD: "{campaign}: {gate}", "{campaign}: {gate}";
    SHOWN: "shown", "se muestra";
    RELEASE_STATUS: "not shown: the release has expired or is not yet believable", "no se muestra: la versión ha vencido o aún no es creíble";
    DENIED: "not shown: the bank's page denies it", "no se muestra: la página del banco la deniega";
    NOT_SCHEDULED: "not shown: it does not run now", "no se muestra: no está vigente ahora";
    NOT_SIGNED_OFF: "not shown: the bank's approvers did not sign it off", "no se muestra: los aprobadores del banco no le dieron el visto bueno";
    NOT_PERMITTED: "not shown: none of its slots is asked for, the page is a quiet one, or it is not the customer's own visit", "no se muestra: no se pide ninguno de sus espacios, la página es de silencio o la visita no es del propio cliente";
    SUPPRESSED: "not shown: {code} holds", "no se muestra: se cumple {code}";
    SUPPRESSED_UNKNOWN: "not shown: {code} cannot be ruled out", "no se muestra: no se puede descartar {code}";
    NOT_TRIGGERED: "not shown: its conditions do not hold", "no se muestra: no se cumplen sus condiciones";
    TRIGGER_UNKNOWN: "not shown: it is not known whether its conditions hold", "no se muestra: no se sabe si se cumplen sus condiciones";
    HISTORY_OVERFLOW: "not shown: the history is full", "no se muestra: el historial está lleno";
    HISTORY_EPHEMERAL: "not shown: the history is not kept as long as caps and pauses look back", "no se muestra: el historial no se conserva tanto como abarcan los límites y las pausas";
    REFUSED: "not shown: the customer refused it", "no se muestra: el cliente la rechazó";
    CAPPED: "not shown: it was shown often enough", "no se muestra: ya se mostró las veces permitidas";
    CAPPED_ALL: "not shown: promotional messages were shown often enough (cap.global)", "no se muestra: ya se mostraron las veces permitidas los mensajes promocionales (cap.global)";
    CAPPED_GROUP: "not shown: its group was shown often enough (cap.group)", "no se muestra: su grupo ya se mostró las veces permitidas (cap.group)";
    CAPPED_SLOT: "not shown: its slots were used often enough (cap.slot)", "no se muestra: sus espacios ya se usaron las veces permitidas (cap.slot)";
    COOLING: "not shown: the customer answered it too short a time ago ({code})", "no se muestra: el cliente respondió hace demasiado poco ({code})";
    COOLING_GAP: "not shown: too short a time after another promotional message (gap)", "no se muestra: ha pasado demasiado poco desde otro mensaje promocional (gap)";
    COOLING_PAUSE: "not shown: it pauses after several answers (pause)", "no se muestra: está en pausa tras varias respuestas (pause)";
    ARM_WAITS: "not shown: its arm of the experiment asks for more, or for another time", "no se muestra: su brazo del experimento pide algo más u otro momento";
    OUTRANKED: "not shown: another campaign took the slot", "no se muestra: otra campaña ocupó el espacio";
    SAME_PRODUCT: "not shown: another campaign of its product is shown", "no se muestra: se muestra otra campaña de su producto";
    SAME_CONFLICT: "not shown: another campaign of its conflict group is shown", "no se muestra: se muestra otra campaña de su grupo de conflicto";
    HELD_OUT: "not shown: kept as a comparison group, else it would have been", "no se muestra: pertenece al grupo de comparación; de otro modo se habría mostrado";
    HOLDOUT_UNKNOWN: "not shown: it is not known whether the customer belongs to the comparison group", "no se muestra: no se sabe si el cliente pertenece al grupo de comparación";

    // What it asks.
    CONDITIONS: "Show it when:", "Mostrarla cuando:";
    SUPPRESSIONS: "Never show it when:", "No mostrarla nunca cuando:";
    TRUE: "TRUE", "VERDADERO";
    FALSE: "FALSE", "FALSO";
    UNKNOWN: "UNKNOWN", "DESCONOCIDO";
    JUDGED: "{truth}: {clause}", "{truth}: {clause}";
    ACCOUNT: "account {n} ({about})", "cuenta {n} ({about})";
    OF_ACCOUNT: "{account}, {what}", "{account}, {what}";
    NO_SUCH_ACCOUNT: "no account of the customer is meant", "ninguna cuenta del cliente es de las indicadas";

    // What was read.
    READ: "read: {what}: {value}", "leído: {what}: {value}";
    READ_OF: "{value}, {period}", "{value}, {period}";
    AVERAGE_FULL: "{average} = {sum} / {days}, {period}, full", "{average} = {sum} / {days}, {period}, completo";
    AVERAGE_PARTIAL: "{average} = {sum} / {days}, {period}, only part of it", "{average} = {sum} / {days}, {period}, solo una parte";
    AVERAGE_FULL_ALONE: "{average} = {sum} / {days}, full", "{average} = {sum} / {days}, completo";
    AVERAGE_PARTIAL_ALONE: "{average} = {sum} / {days}, only part of the period", "{average} = {sum} / {days}, solo una parte del período";
    ABOUT: "about {amount}", "alrededor de {amount}";
    AT_LEAST: "{value} or more (not all of those days are known)", "{value} o más (no se conocen todos esos días)";
    YES: "yes", "sí";
    NO: "no", "no";
    NEVER: "never", "nunca";
    CYCLE: "{from} to {until}", "{from} a {until}";
    EVENTS_SINCE: "{n} in the list, complete since {day}", "{n} en la lista, completa desde el {day}";
    EVENTS_EVER: "{n} in the list, complete from the beginning", "{n} en la lista, completa desde el principio";
    EVENT: "{class}, {date}", "{class}, {date}";
    EVENT_AMOUNT: "{event}, {amount}", "{event}, {amount}";
    EVENT_BALANCE: "{event}, balance before {balance}", "{event}, saldo anterior {balance}";
    DECISION_DAY: "the day of the decision", "el día de la decisión";
    DECISION_TIME: "the bank's clock", "el reloj del banco";
    PAGE: "the page", "la página";
    DEVICE: "the device", "el dispositivo";

    // Why something is not known.
    VECTOR_AHEAD: "not known: the data date, {as_of}, lies after the day of the decision", "desconocido: la fecha de los datos, {as_of}, es posterior al día de la decisión";
    STALE: "not known: too old, the data date is {as_of}", "desconocido: demasiado antiguo, la fecha de los datos es {as_of}";
    ABSENT: "not known: missing", "desconocido: falta";
    MALFORMED: "not known: malformed", "desconocido: formato incorrecto";
    OTHER_DEFINITION: "not known: by another version of its definition", "desconocido: sigue otra versión de su definición";
    ITS_CURRENCY: "not known: in another currency than the only one that it comes in", "desconocido: en una moneda distinta de la única que le corresponde";
    BEYOND: "not known: beyond the data, there is nothing for {period}", "desconocido: fuera de los datos, no hay nada para {period}";
    BEYOND_ALL: "not known: beyond the data", "desconocido: fuera de los datos";
    NO_ACCOUNTS: "not known: the vector lists no accounts", "desconocido: el vector no enumera cuentas";
    NOT_SAID: "not known: the host does not say", "desconocido: la página no lo dice";
    PARTIAL: "not known: {value}, and a full period is asked for", "desconocido: {value}, y se pide un período completo";
    OTHER_CURRENCY: "not known: {value}, and the threshold is in another currency", "desconocido: {value}, y el umbral está en otra moneda";
}
