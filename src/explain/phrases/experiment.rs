//! Experiments.

use crate::explain::phrase::phrases;

phrases! {
    OF_EXPERIMENTS: "Experiments", "Experimentos";

    // An experiment.
    NONE: "There are no experiments.", "No hay experimentos.";
    TITLE: "The experiment “{name}” ({key}) {state}", "El experimento “{name}” ({key}) {state}";
    RUNNING: "is running.", "está en curso.";
    PAUSED: "is paused: nobody else is enrolled, and who is stays in their arm.", "está en pausa: no se inscribe a nadie más, y quien ya lo está sigue en su brazo.";
    STOPPED: "is stopped: everybody sees the first arm.", "está detenido: todos ven el primer brazo.";
    SHIPPED: "has ended: everybody sees the arm “{arm}”.", "ha terminado: todos ven el brazo “{arm}”.";
    LAYER: "only customers in the buckets {from} to {until} of 0 to 9999 of the layer “{layer}” take part, and in no other experiment there", "solo participan los clientes en los grupos {from} a {until}, de 0 a 9999, de la capa “{layer}”, y en ningún otro experimento de ella";
    COVERAGE: "{share} of the customers in each arm are enrolled; everybody else sees the first arm", "se inscribe al {share} de los clientes de cada brazo; los demás ven el primero";
    FIRST: "“{arm}”: {weight} of {total}; campaigns as they stand", "“{arm}”: {weight} de {total}; las campañas tal como son";
    ARM: "“{arm}”: {weight} of {total}", "“{arm}”: {weight} de {total}";
    AUDIENCE: "only customers take part for whom this holds: {clause}", "solo participan los clientes para los que se cumple: {clause}";

    // What a campaign does in it.
    UNKNOWN: "The experiment {key} is not among those given.", "El experimento {key} no está entre los indicados.";
    IN_ORDER: "A customer takes part in the first of these experiments that is for them.", "Un cliente participa en el primero de estos experimentos que le corresponde.";
    IN_ARM: "In the arm “{arm}” of {key}:", "En el brazo “{arm}” de {key}:";
    OTHER_WORDS: "customers see other words, which are given for each locale", "los clientes ven otras palabras, que se dan para cada idioma";
    ONLY_WHEN: "it is shown only when this holds too: {clause}", "se muestra solo cuando además se cumple: {clause}";
    ONLY_FROM: "it is shown only from {from} until just before {until}", "se muestra solo desde {from} hasta justo antes de {until}";
    MOMENT: "{date}, {time} ({offset})", "el {date}, {time} ({offset})";

    // Its words.
    WORDS: "Words in {locale}, arm “{arm}” of {key}", "Palabras en {locale}, brazo “{arm}” de {key}";
    SEES: "A customer of exactly {locale} in the arm “{arm}” of {key} sees:", "Un cliente de exactamente {locale} en el brazo “{arm}” de {key} ve:";
}
