//! The other way in for requests, kept for comparison: objects read by `serde-wasm-bindgen`, by their own properties only.
//!
//! Both ways end in the same tree of values, so that the ways are compared and not what they lead to.
//! `cargo test --release --target wasm32-unknown-unknown --test wasm objects -- --ignored --nocapture` prints the times. In Node 20,
//! serde-wasm-bindgen took 1.7 times as long for 60 plain features, and 4.6 times with ten series among them; read straight into the
//! request's own types, 1.6 and 2.9 times, for 19 KB of brotli more.

#![expect(clippy::float_arithmetic, reason = "times are measured, nothing is decided by them")]

use js_sys::{Date, JSON, Object, Reflect};
use serde_json::Value;
use wasm_bindgen_test::{console_log, wasm_bindgen_test};

use wasm_bindgen::{JsCast, JsValue};

fn by_text(request: &JsValue) -> Value {
    serde_json::from_str(&String::from(JSON::stringify(request).unwrap())).unwrap()
}

/// A `Value` is read as a map, and a map is read by its own entries; a struct would be read by names, inherited ones too.
fn by_object(request: &JsValue) -> Value {
    serde_wasm_bindgen::from_value(request.clone()).unwrap()
}

fn requests() -> Vec<JsValue> {
    super::rows().iter().map(|row| JSON::parse(&row.request).unwrap()).collect()
}

#[wasm_bindgen_test]
fn objects_and_their_texts_are_the_same_requests() {
    // A number of an object is exact within 2^53; a text holds the larger ones that some rows have.
    let exact = |request: &&JsValue| !String::from(JSON::stringify(request).unwrap()).contains("9223372036854776");
    for request in requests().iter().filter(exact) {
        assert_eq!(by_object(request), by_text(request));
    }
}

#[wasm_bindgen_test]
fn what_is_inherited_is_no_part_of_a_request() {
    let prototype = Object::new();
    Reflect::set(&prototype, &"page".into(), &"planted".into()).unwrap();
    let request = Object::create(&prototype);
    Reflect::set(&request, &"own".into(), &true.into()).unwrap();
    for read in [by_object(&request), by_text(&request)] {
        assert_eq!(read, serde_json::json!({"own": true}));
    }
}

/// 60 features of the usual kinds, and the same with ten series of thirteen months.
fn sixty_features(series: usize) -> JsValue {
    let months = (1..=13).map(
        |month| serde_json::json!({"days": 30, "full": true, "period": format!("2025-{month:02}"), "sum": "299999"}),
    );
    let months: Vec<Value> = months.collect();
    let features = (0..60).map(|n| {
        let value = match n % 5 {
            _ if n < series => months.clone().into(),
            0 => Value::from("1000.25"),
            1 => Value::from(n),
            2 => Value::from(true),
            3 => Value::from("2026-10-11"),
            _ => Value::from("northeast"),
        };
        (format!("feature.{n}"), value)
    });
    let features: serde_json::Map<String, Value> = features.collect();
    let request = serde_json::json!({
        "features": {"accounts": [], "as_of": "2026-11-22", "currency": "USD", "features": features, "vector": 1},
        "locales": ["es-US", "en-US"], "now": super::NOW, "page": "home", "slots": ["hero", "card"], "storage": "durable",
        "visit": "own_session",
    });
    JSON::parse(&request.to_string()).unwrap().unchecked_into()
}

/// Microseconds of `read`, the best of several rounds.
fn time(request: &JsValue, read: fn(&JsValue) -> Value) -> f64 {
    const TIMES: i32 = 300;
    let rounds = (0..12).map(|_| {
        let start = Date::now();
        for _ in 0..TIMES {
            read(request);
        }
        (Date::now() - start) * 1000.0 / f64::from(TIMES)
    });
    rounds.fold(f64::INFINITY, f64::min)
}

#[wasm_bindgen_test]
#[ignore = "a measurement"]
fn times_of_both_ways() {
    for series in [0, 10] {
        let request = sixty_features(series);
        assert_eq!(by_object(&request), by_text(&request));
        let (text, object) = (time(&request, by_text), time(&request, by_object));
        console_log!(
            "60 features, {series} of them series: JSON text {text:.0} µs, serde-wasm-bindgen {object:.0} µs, ratio {:.2}",
            object / text
        );
    }
}
