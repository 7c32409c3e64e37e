//! What differs between two versions.

use crate::explain::phrase::phrases;

phrases! {
    UNTOLD: "Differs in the signed texts, and no sentence above tells it:", "Difiere en los textos firmados, y ninguna frase anterior lo dice:";
    CHANGED: "at {path}: {before}, now {after}", "en {path}: {before}, ahora {after}";
    ADDED: "at {path}: {after}, which was not there", "en {path}: {after}, que no estaba";
    REMOVED: "at {path}: {before}, which is no longer there", "en {path}: {before}, que ya no está";
}
