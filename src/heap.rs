//! The module's heap. The standard library's allocator weighs twice as much, and a page loads it before it sees anything.

#[global_allocator]
static HEAP: talc::wasm::WasmDynamicTalc = talc::wasm::new_wasm_dynamic_allocator();
