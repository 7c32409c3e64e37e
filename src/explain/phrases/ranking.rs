//! How campaigns are ranked.

use crate::explain::phrase::phrases;

phrases! {
    OF_RANKING: "Ranking", "Prioridad";

    // What a campaign brings.
    MANDATORY: "It goes before all campaigns outside the mandatory lane, by its priority alone.", "Va antes que todas las campañas fuera del carril obligatorio, solo por su prioridad.";
    EVERGREEN: "It is an evergreen: it stands in a slot where no other campaign is shown.", "Es un contenido permanente: ocupa el espacio en el que no se muestra ninguna otra campaña.";
    PROPENSITY: "For its rank counts {feature}.", "Para su rango cuenta {feature}.";
    VALUE: "For its rank it is worth {value}.", "Para su rango vale {value}.";
    CONTEXT: "Its rank changes by the sum of these percentages, where the condition beside them holds:", "Su rango cambia por la suma de estos porcentajes, cuando se cumple la condición que los acompaña:";
    CHANGES: "{percent}: {clause}", "{percent}: {clause}";
    CONFLICT: "It is never shown together with another campaign of the conflict group “{group}”.", "Nunca se muestra junto con otra campaña del grupo de conflicto “{group}”.";
    OFF: "(switched off in the bank's policy)", "(desactivado en la política del banco)";

    // How the policy weighs it.
    BY_PRIORITY: "Campaigns are ranked by priority, then by which was unseen the longest.", "Las campañas se ordenan por prioridad y después por cuál lleva más tiempo sin verse.";
    BY_SCORE: "Campaigns are ranked by the product of {factors}, where missing factors are 1; then by priority, then by which was unseen the longest.", "Las campañas se ordenan por el producto de {factors}, donde los factores que faltan valen 1; después por prioridad y después por cuál lleva más tiempo sin verse.";
    FACTOR_PROPENSITY: "propensity", "propensión";
    FACTOR_CONTEXT: "context", "contexto";
    FACTOR_VALUE: "value", "valor";
    FACTOR_LEVER: "lever", "palanca";
    TIES: "What is still equal is ordered by a hash of “{salt}”, the campaign and the customer's unit.", "Lo que siga igual se ordena por un hash de “{salt}”, la campaña y la unidad del cliente.";
    LEVERS: "The bank's levers:", "Las palancas del banco:";
    LEVERS_OFF: "The bank's levers, which are switched off:", "Las palancas del banco, que están desactivadas:";
    LEVER_CATEGORY: "{category}: {percent}", "{category}: {percent}";
    LEVER_GROUP: "the group “{group}”: {percent}", "el grupo “{group}”: {percent}";

    // What it came to.
    SCORE: "Score {score} = propensity {propensity} × context {context} × value {value} × lever {lever}", "Puntuación {score} = propensión {propensity} × contexto {context} × valor {value} × palanca {lever}";
}
