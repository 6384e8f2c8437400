//! x
pub fn slug(_h: &str, _s: &str) -> String {
    String::new()
}
