//! The published vectors of `src/campaign/BUCKETING.md`: the engine assigns as they say, and an implementation of the hash that nobody
//! here wrote, mmh3 from PyPI, says the same.

use std::env;
use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use crate::arbitration::{Bank, request};
use tellerside::decide::decide;

const VECTORS: &str = include_str!("bucketing/vectors.json");

fn experiment(row: &Value) -> Value {
    let (id, version) = row["key"].as_str().unwrap().split_once('@').unwrap();
    let arms: Vec<Value> =
        row["arms"].as_array().unwrap().iter().map(|arm| json!({"arm": arm[0], "weight": arm[1]})).collect();
    let mut experiment = json!({
        "arms": arms, "coverage_bp": row["coverage_bp"], "experiment": id, "name": id, "state": "running",
        "version": version.parse::<u16>().unwrap()
    });
    if let Some(layer) = row.get("layer") {
        experiment["layer"] = json!({"layer": layer[0], "start": layer[1], "count": layer[2]});
    }
    experiment
}

#[test]
fn bucketing_vectors_are_what_the_engine_assigns() {
    let vectors: Value = serde_json::from_str(VECTORS).unwrap();
    let mut held = 0;
    for row in vectors["arms"].as_array().unwrap() {
        let other = row["arms"][1][0].as_str().unwrap();
        let soon = json!({"from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z"});
        let stake = json!({"experiment": row["key"], "arms": [{"arm": other, "schedule": soon}]});
        let bank = Bank {
            policy: json!({"experiments": [experiment(row)]}),
            campaigns: vec![json!({"experiments": [stake]})],
        };
        let program = bank.program();
        for pair in row["units"].as_array().unwrap() {
            let (request, history) = request(&program, &json!({"unit": pair[0]}));
            let decision = decide(&program, &request, &history);
            let trial = decision.placements[0].trial.as_ref().filter(|trial| trial.enrolled);
            assert_eq!(trial.map(|trial| trial.arm.as_str()), pair[1].as_str(), "{} {}", row["key"], pair[0]);
            held += 1;
        }
    }
    println!("{held} assignments");
    assert!(held >= 200);
}

#[test]
fn bucketing_vectors_are_those_of_an_independent_implementation() {
    let python = env::var_os("TELLERSIDE_PYTHON").unwrap_or_else(|| "python3".into());
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/it/bucketing/agree.py");
    let output = Command::new(python).arg("-B").arg(script).output().unwrap();
    let told = format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    print!("{told}");
    assert!(output.status.success(), "{told}install the packages of tests/bundles/requirements.txt");
}
