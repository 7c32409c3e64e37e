//! A campaign as a whole.

use crate::explain::phrase::phrases;

phrases! {
    // What the parts of the text are about.
    OF_HEAD: "What it is", "Qué es";
    OF_TRIGGER: "To whom, and when", "A quién y cuándo";
    OF_NEVER: "Never when", "Nunca cuando";
    OF_RULES: "How often, where and how long", "Con qué frecuencia, dónde y hasta cuándo";
    OF_SEGMENTS: "Segments", "Segmentos";
    OF_TERMS: "Terms", "Términos";
    OF_READING: "How to read it", "Cómo leerlo";

    TITLE: "{id}: {name}", "{id}: {name}";
    KIND: "{category}; {class}; priority {priority} of 1000", "{category}; {class}; prioridad {priority} de 1000";

    // Categories.
    DEPOSIT: "Deposit accounts", "Cuentas de depósito";
    CREDIT: "Loans and lines of credit", "Préstamos y líneas de crédito";
    OVERDRAFT: "Overdraft services", "Servicios de sobregiro";
    CARD: "Credit cards", "Tarjetas de crédito";
    MORTGAGE: "Loans secured by a home", "Préstamos con garantía de vivienda";
    INVESTMENT: "Investments", "Inversiones";
    INSURANCE: "Insurance", "Seguros";
    SERVICE: "Help and information", "Ayuda e información";
    ACTIVATION: "Use of something the customer already has", "Uso de algo que el cliente ya tiene";

    // Classes.
    PROMOTIONAL: "promotional message: every rule holds for it", "mensaje promocional: le aplican todas las reglas";
    SERVICING: "servicing message: marketing opt-outs, bank policy (T4), refusals, caps, pauses and comparison groups do not hold for it", "mensaje de servicio: no le aplican las exclusiones de publicidad, la política del banco (T4), los rechazos, los límites, las pausas ni los grupos de comparación";

    // To whom, and when.
    SHOW: "Show “{creative}” to customers, {when}", "Mostrar “{creative}” a los clientes {when}";
    SHOW_WHO: "Show “{creative}” to customers {who}, {when}", "Mostrar “{creative}” a los clientes {who}, {when}";
    SHOW_ALL_WHO: "Show “{creative}” to customers {who}.", "Mostrar “{creative}” a los clientes {who}.";
    WHEN: "when:", "cuando:";
    WHEN_ALL: "when all of these hold:", "cuando se cumpla todo lo siguiente:";
    WHEN_ANY: "when at least one of these holds:", "cuando se cumpla al menos una de estas condiciones:";
    NEVER_SHOW: "Never show it when one of these holds, or is not known:", "No mostrarlo nunca cuando se cumple, o no se sabe, alguna de estas condiciones:";
    REASON: "({code}, {tier})", "({code}, {tier})";
    T0: "T0: law and permission", "T0: ley y permisos";
    T1: "T1: harm and service issues", "T1: perjuicios y problemas de servicio";
    T2: "T2: credit fairness", "T2: equidad crediticia";
    T3: "T3: ownership and applications", "T3: tenencia y solicitudes";
    T4: "T4: bank policy", "T4: política del banco";

    // Visits and refusals.
    VISITS: "Never show it to anybody acting for the customer, nor while an employee looks on.", "No mostrarlo nunca a quien actúe en nombre del cliente, ni mientras un empleado esté mirando.";
    QUIET: "Never show it to anybody acting for the customer, nor while an employee looks on, nor on the pages {pages}.", "No mostrarlo nunca a quien actúe en nombre del cliente, ni mientras un empleado esté mirando, ni en las páginas {pages}.";
    REFUSED: "Never show it to a customer who has refused {targets}.", "No mostrarlo nunca a un cliente que haya rechazado {targets}.";
    REFUSED_ALL: "all offers", "todas las ofertas";
    REFUSED_THIS: "this offer", "esta oferta";
    REFUSED_PRODUCT: "its product", "su producto";
    REFUSED_TOPIC: "the topic “{topic}”", "el tema “{topic}”";

    // Comparison groups.
    HOLDOUT: "{share} of customers are kept as a comparison group and see nothing of it.", "El {share} de los clientes se reserva como grupo de comparación y no ve nada de esta campaña.";
    GLOBAL_HOLDOUT: "{share} of households are kept as a comparison group and see no promotion at all.", "El {share} de los hogares se reserva como grupo de comparación y no ve ninguna promoción.";

    // Where and when it runs.
    RUNS_DAYS: "Runs from {from} through {until} (bank time, {offset}), in {slots}.", "Vigente del {from} al {until} inclusive (hora del banco, {offset}), en {slots}.";
    RUNS: "Runs from {from}, {from_time} ({from_offset}), until just before {until}, {until_time} ({until_offset}), in {slots}.", "Vigente desde el {from}, {from_time} ({from_offset}), hasta justo antes del {until}, {until_time} ({until_offset}), en {slots}.";
    SLOT: "the slot {slots}", "el espacio {slots}";
    SLOTS: "the slots {slots}", "los espacios {slots}";

    // In which languages.
    LOCALES: "The banner exists in {locales}; customers with another language see {default}.", "El anuncio existe en {locales}; los clientes con otro idioma ven {default}.";

    // Segments, terms, and how to read it.
    SEGMENT: "The segment “{name}” ({id}, version {version}) are the customers for whom this holds:", "El segmento “{name}” ({id}, versión {version}) son los clientes para los que se cumple:";
    NO_SEGMENT: "The segment {id}, version {version}, is not among those given.", "El segmento {id}, versión {version}, no está entre los indicados.";
    TERMS: "Terms, in the bank's own words:", "Términos, en palabras del banco:";
    TERM: "{noun} ({id}, version {version}): {definition}", "{noun} ({id}, versión {version}): {definition}";
    TERM_DAYS: "Older than {days} counts as not known.", "Con más de {days} de antigüedad se considera desconocido.";
    TERM_BUSINESS_DAYS: "Older than {n} business days counts as not known.", "Con más de {n} días hábiles de antigüedad se considera desconocido.";
    TERM_BUSINESS_DAY: "Older than 1 business day counts as not known.", "Con más de 1 día hábil de antigüedad se considera desconocido.";
    HOW_TO_READ: "The data date is the day up to whose end the customer's data were computed. What is missing, too old, malformed, in another currency, by another definition, or of only part of a period that must be full is not known. A condition that is not known never shows the campaign.", "La fecha de los datos es el día hasta cuyo final se calcularon los datos del cliente. Lo que falta, es demasiado antiguo, tiene un formato incorrecto, está en otra moneda, sigue otra definición o abarca solo parte de un período que debe ser completo se considera desconocido. Una condición desconocida nunca hace que se muestre la campaña.";
}
