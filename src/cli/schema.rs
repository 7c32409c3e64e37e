//! `schema`: the JSON Schema of a document, for editors and other tools.

use clap::{Args, ValueEnum};
use schemars::{Schema, schema_for};
use tellerside::wire::campaign::CampaignDoc;
use tellerside::wire::catalogue::CatalogueDoc;
use tellerside::wire::history::HistoryDoc;
use tellerside::wire::measurement::MeasurementsDoc;
use tellerside::wire::policy::PolicyDoc;
use tellerside::wire::request::RequestDoc;
use tellerside::wire::vector::VectorDoc;

use super::failure::Failure;

#[derive(Args)]
pub(super) struct Arguments {
    /// The document.
    #[arg(value_enum)]
    document: Document,
}

#[derive(Clone, Copy, ValueEnum)]
enum Document {
    /// A campaign, as it is authored in YAML.
    Campaign,
    /// The feature catalogue.
    Catalogue,
    /// The bank's policy in a bundle.
    Policy,
    /// A customer's feature vector.
    Vector,
    /// A request for a decision.
    Request,
    /// A customer's history, as the host keeps it.
    History,
    /// A batch of measurements, as pages and the bank's own systems send it.
    Measurements,
}

pub(super) fn run(arguments: &Arguments) -> Result<(), Failure> {
    let schema = match arguments.document {
        Document::Campaign => campaign(),
        Document::Catalogue => schema_for!(CatalogueDoc),
        Document::Policy => schema_for!(PolicyDoc),
        Document::Vector => schema_for!(VectorDoc),
        Document::Request => schema_for!(RequestDoc),
        Document::History => schema_for!(HistoryDoc),
        Document::Measurements => schema_for!(MeasurementsDoc),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(|error| Failure::usage(error.to_string()))?;
    say!("{text}");
    Ok(())
}

/// The signed campaign, and what stands beside it in YAML: its examples and its terms.
fn campaign() -> Schema {
    let mut schema = schema_for!(CampaignDoc);
    let examples = serde_json::json!({
        "description": "Who sees it and who does not; examples become golden decisions.",
        "type": "array",
        "maxItems": 2,
        "items": {
            "description": "What an example does not say of its request is taken from the campaign.",
            "type": "object",
            "required": ["because", "expect", "features"],
            "properties": {
                "because": {"type": "string"},
                "expect": {"description": "The gate that the campaign reaches on its own.", "type": "string"},
                "features": {"description": "The customer's vector; days may be `today-5`, months `m1`.", "type": "object"}
            }
        }
    });
    let terms = serde_json::json!({
        "description": "Numbers and days, each written once; texts say them in braces. A variant gives other values to the campaign's.",
        "type": "object",
        "minProperties": 1,
        "propertyNames": {"pattern": "^[a-z][a-z0-9_]*$"},
        "additionalProperties": {
            "description": "A percentage (`24.99 %`), an amount (`36.00 USD`, `300 USD`), a day (`2026-12-31`), a whole number, or `{text: ..}`.",
            "oneOf": [
                {"type": "integer"},
                {"type": "string"},
                {"type": "object", "required": ["text"], "additionalProperties": false, "properties": {"text": {"type": "string"}}}
            ]
        }
    });
    if let Some(properties) = schema.pointer_mut("/$defs/WordingDoc/properties").and_then(|known| known.as_object_mut())
    {
        properties.insert("terms".into(), terms.clone());
    }
    if let Some(properties) = schema.get_mut("properties").and_then(|properties| properties.as_object_mut()) {
        properties.insert("examples".into(), examples);
        properties.insert("terms".into(), terms);
    }
    schema
}
