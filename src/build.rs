//! Before the program is built: says what it is linked with.

use std::process::Command;

/// The compiler that links, as `rustc` calls it.
const LINKER: &str = "cc";
const UNWINDER: &str = "libgcc_eh.a";

fn main() {
    println!("cargo::rerun-if-changed=src/build.rs");
    let target = |name: &str| std::env::var(name).unwrap_or_default();
    let is_gnu =
        target("CARGO_CFG_TARGET_OS") == "linux" && target("CARGO_CFG_TARGET_ENV") == "gnu";
    // What unwinds the stack is taken in where it would be a library of its own: to find, load and
    // begin that one at each start takes a twentieth of the time until the first picture.
    if is_gnu && target("HOST") == target("TARGET") && has_unwinder() {
        println!("cargo::rustc-link-lib=static:-bundle=gcc_eh");
    }
}

/// Some compilers come without it; they link the library.
fn has_unwinder() -> bool {
    let asked = Command::new(LINKER).arg(format!("-print-file-name={UNWINDER}")).output();
    // The bare name comes back where there is no such file.
    asked.is_ok_and(|told| told.stdout.starts_with(b"/"))
}
