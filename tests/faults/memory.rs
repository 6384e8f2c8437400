//! Memory of `SQLite` that runs out when told to.
#![expect(unsafe_code, reason = "an allocator of SQLite is a table of C functions")]

use std::ffi::{c_int, c_void};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering::SeqCst};

use rusqlite::ffi;

/// The platform's own methods: read once, then never changed.
struct Real(ffi::sqlite3_mem_methods);

unsafe impl Send for Real {}
unsafe impl Sync for Real {}

static REAL: OnceLock<Real> = OnceLock::new();
/// Allocations until the first that fails; none fails at the greatest value.
static LEFT: AtomicU64 = AtomicU64::new(u64::MAX);
/// How many fail from there on.
static LENGTH: AtomicU64 = AtomicU64::new(0);
static FIRED: AtomicU64 = AtomicU64::new(0);
static ALL: AtomicU64 = AtomicU64::new(0);

fn fails() -> bool {
    ALL.fetch_add(1, SeqCst);
    let left = LEFT.load(SeqCst);
    if left == u64::MAX {
        return false;
    }
    if left > 0 {
        LEFT.store(left - 1, SeqCst);
        return false;
    }
    let length = LENGTH.load(SeqCst);
    if length == 0 {
        return false;
    }
    LENGTH.store(length - 1, SeqCst);
    FIRED.fetch_add(1, SeqCst);
    true
}

unsafe extern "C" fn malloc(size: c_int) -> *mut c_void {
    match REAL.get().and_then(|real| real.0.xMalloc) {
        Some(real) if !fails() => unsafe { real(size) },
        _ => std::ptr::null_mut(),
    }
}

unsafe extern "C" fn realloc(old: *mut c_void, size: c_int) -> *mut c_void {
    match REAL.get().and_then(|real| real.0.xRealloc) {
        Some(real) if !fails() => unsafe { real(old, size) },
        _ => std::ptr::null_mut(),
    }
}

/// Puts the failing allocator in place. Before anything else is asked of `SQLite`.
pub(crate) fn install() {
    unsafe {
        let mut methods = std::mem::zeroed::<ffi::sqlite3_mem_methods>();
        let code = ffi::sqlite3_config(ffi::SQLITE_CONFIG_GETMALLOC, &raw mut methods);
        assert_eq!(code, ffi::SQLITE_OK, "the allocator cannot be read");
        assert!(REAL.set(Real(methods)).is_ok(), "the allocator is put in place once");
        methods.xMalloc = Some(malloc);
        methods.xRealloc = Some(realloc);
        let code = ffi::sqlite3_config(ffi::SQLITE_CONFIG_MALLOC, &raw const methods);
        assert_eq!(code, ffi::SQLITE_OK, "the allocator cannot be replaced");
    }
}

/// The n-th allocation from now fails; with `lasting`, all after it too.
pub(crate) fn arm(nth: usize, lasting: bool) {
    FIRED.store(0, SeqCst);
    LENGTH.store(if lasting { u64::MAX } else { 1 }, SeqCst);
    LEFT.store(nth as u64, SeqCst);
}

/// Ends the shortage, and says how many allocations failed.
pub(crate) fn disarm() -> u64 {
    LEFT.store(u64::MAX, SeqCst);
    FIRED.load(SeqCst)
}

/// How many allocations there were since the program began.
pub(crate) fn count() -> usize {
    usize::try_from(ALL.load(SeqCst)).unwrap()
}
