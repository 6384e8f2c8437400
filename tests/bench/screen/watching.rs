//! A program that does nothing but watch the folders that the workstation watches: what its end
//! costs is the kernel's, not ours.

use std::path::PathBuf;

use notify::{RecursiveMode, Watcher as _};

use super::session::Program;
use crate::fill::Filled;

/// The word on the line of the process that watches.
pub(crate) const WORD: &str = "watch-and-wait";
/// What it writes when it watches.
pub(crate) const BEGAN: &str = "watching";

pub(crate) fn program(filled: &Filled) -> Program {
    let own = std::env::current_exe().unwrap();
    let desk = filled.dir();
    let folders = [desk.join("keys"), filled.room().join("config/redaksi"), desk];
    let words = [own, WORD.into()].into_iter().chain(folders);
    let argv = words.map(|word| word.to_string_lossy().into_owned()).collect();
    Program { argv, env: Vec::new(), home: filled.room().to_owned() }
}

/// Watches until a line comes.
pub(crate) fn watch(folders: &[PathBuf]) {
    let mut watcher = notify::recommended_watcher(|_event| ()).unwrap();
    for folder in folders {
        watcher.watch(folder, RecursiveMode::NonRecursive).unwrap();
    }
    println!("{BEGAN}");
    let _line = std::io::stdin().lines().next();
}
