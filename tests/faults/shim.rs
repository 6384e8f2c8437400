//! A file layer below `SQLite` that writes down what happens to each file, and fails when told to.
//!
//! Everything passes through to the platform's own layer but `sync`, which is only written down:
//! the power is cut in the trace and not in the machine.
#![expect(unsafe_code, reason = "a file layer of SQLite is a table of C functions")]

use std::collections::BTreeMap;
use std::ffi::{CStr, c_char, c_int, c_void};
use std::sync::{Mutex, MutexGuard, Once};

use rusqlite::ffi;

/// The name to open a file with.
pub(crate) const NAME: &str = "redaksi-shim";

/// What happened to the files. A file is a number: a name may be given to another one later.
#[derive(Debug, Clone)]
pub(crate) enum Op {
    Create {
        file: usize,
        name: String,
    },
    Delete {
        name: String,
        /// The folder was synced after it.
        synced: bool,
    },
    Write {
        file: usize,
        at: usize,
        bytes: Vec<u8>,
    },
    Truncate {
        file: usize,
        size: usize,
    },
    Sync {
        file: usize,
        /// The folder too: the first sync of a journal that was made.
        folder: bool,
    },
    /// So many records were acknowledged.
    Ack(usize),
}

/// A file that was there before the trace begins.
#[derive(Debug, Clone)]
pub(crate) struct Start {
    pub(crate) file: usize,
    pub(crate) name: String,
    pub(crate) bytes: Vec<u8>,
}

#[derive(Debug, Default)]
pub(crate) struct Trace {
    pub(crate) start: Vec<Start>,
    pub(crate) ops: Vec<Op>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Write,
    /// Half of the bytes arrive, then the error.
    HalfWrite,
    /// The disk is full.
    FullWrite,
    Sync,
    Truncate,
    Read,
    Open,
    Delete,
    SharedMemory,
}

impl Kind {
    pub(crate) const ALL: [Self; 9] = [
        Self::Write,
        Self::HalfWrite,
        Self::FullWrite,
        Self::Sync,
        Self::Truncate,
        Self::Read,
        Self::Open,
        Self::Delete,
        Self::SharedMemory,
    ];

    fn code(self) -> c_int {
        match self {
            Self::Write | Self::HalfWrite => ffi::SQLITE_IOERR_WRITE,
            Self::FullWrite => ffi::SQLITE_FULL,
            Self::Sync => ffi::SQLITE_IOERR_FSYNC,
            Self::Truncate => ffi::SQLITE_IOERR_TRUNCATE,
            Self::Read => ffi::SQLITE_IOERR_READ,
            Self::Open => ffi::SQLITE_CANTOPEN,
            Self::Delete => ffi::SQLITE_IOERR_DELETE,
            Self::SharedMemory => ffi::SQLITE_IOERR_SHMMAP,
        }
    }
}

/// Which call fails, and whether those after it do too.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Plan {
    pub(crate) kind: Kind,
    pub(crate) nth: usize,
    pub(crate) lasting: bool,
}

#[derive(Default)]
struct State {
    trace: Option<Trace>,
    names: BTreeMap<String, usize>,
    files: usize,
    plan: Option<Plan>,
    seen: usize,
    fired: usize,
}

static STATE: Mutex<State> = Mutex::new(State {
    trace: None,
    names: BTreeMap::new(),
    files: 0,
    plan: None,
    seen: 0,
    fired: 0,
});

fn state() -> MutexGuard<'static, State> {
    STATE.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
}

/// Begins a trace. No file may be open.
pub(crate) fn record() {
    *state() = State { trace: Some(Trace::default()), ..State::default() };
}

pub(crate) fn taken() -> Trace {
    state().trace.take().unwrap_or_default()
}

pub(crate) fn ack(records: usize) {
    log(Op::Ack(records));
}

pub(crate) fn arm(plan: Plan) {
    *state() = State { plan: Some(plan), ..State::default() };
}

/// Ends the faults, and says how many there were.
pub(crate) fn disarm() -> usize {
    let mut state = state();
    state.plan = None;
    state.fired
}

fn log(op: Op) {
    if let Some(trace) = &mut state().trace {
        trace.ops.push(op);
    }
}

/// Is it this call that fails? Says with which code.
fn fault(kinds: &[Kind]) -> Option<(Kind, c_int)> {
    let mut state = state();
    let plan = state.plan.filter(|plan| kinds.contains(&plan.kind))?;
    let nth = state.seen;
    state.seen += 1;
    let now = if plan.lasting { nth >= plan.nth } else { nth == plan.nth };
    now.then(|| {
        state.fired += 1;
        (plan.kind, plan.kind.code())
    })
}

/// An open file: ours in front, the platform's behind.
#[repr(C)]
struct File {
    base: ffi::sqlite3_file,
    real: *mut ffi::sqlite3_file,
    /// 0: a file without a name, which nobody will look for.
    number: usize,
    /// A journal that was made now: its first sync also syncs the folder.
    fresh: bool,
}

/// Calls the method of the file behind.
macro_rules! pass {
    ($file:expr, $method:ident $(, $value:expr)*) => {{
        let real = (*$file.cast::<File>()).real;
        match (*(*real).pMethods).$method {
            Some(method) => method(real $(, $value)*),
            None => ffi::SQLITE_IOERR,
        }
    }};
}

unsafe extern "C" fn close(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe { pass!(file, xClose) }
}

unsafe extern "C" fn read(
    file: *mut ffi::sqlite3_file,
    into: *mut c_void,
    len: c_int,
    at: i64,
) -> c_int {
    match fault(&[Kind::Read]) {
        Some((_, code)) => code,
        None => unsafe { pass!(file, xRead, into, len, at) },
    }
}

unsafe extern "C" fn write(
    file: *mut ffi::sqlite3_file,
    from: *const c_void,
    len: c_int,
    at: i64,
) -> c_int {
    unsafe {
        let failed = fault(&[Kind::Write, Kind::HalfWrite, Kind::FullWrite]);
        let len = match failed {
            None => len,
            Some((Kind::HalfWrite, _)) => len / 2,
            Some((_, code)) => return code,
        };
        let number = (*file.cast::<File>()).number;
        if number != 0 {
            let bytes = std::slice::from_raw_parts(from.cast::<u8>(), len.cast_unsigned() as usize);
            let at = usize::try_from(at).unwrap_or_default();
            log(Op::Write { file: number, at, bytes: bytes.to_vec() });
        }
        let written = pass!(file, xWrite, from, len, at);
        failed.map_or(written, |(_, code)| code)
    }
}

unsafe extern "C" fn truncate(file: *mut ffi::sqlite3_file, size: i64) -> c_int {
    if let Some((_, code)) = fault(&[Kind::Truncate]) {
        return code;
    }
    unsafe {
        let number = (*file.cast::<File>()).number;
        if number != 0 {
            let size = usize::try_from(size).unwrap_or_default();
            log(Op::Truncate { file: number, size });
        }
        pass!(file, xTruncate, size)
    }
}

unsafe extern "C" fn sync(file: *mut ffi::sqlite3_file, _flags: c_int) -> c_int {
    if let Some((_, code)) = fault(&[Kind::Sync]) {
        return code;
    }
    unsafe {
        let file = file.cast::<File>();
        if (*file).number != 0 {
            log(Op::Sync { file: (*file).number, folder: (*file).fresh });
            (*file).fresh = false;
        }
    }
    ffi::SQLITE_OK
}

unsafe extern "C" fn size(file: *mut ffi::sqlite3_file, size: *mut i64) -> c_int {
    unsafe { pass!(file, xFileSize, size) }
}

unsafe extern "C" fn lock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    unsafe { pass!(file, xLock, level) }
}

unsafe extern "C" fn unlock(file: *mut ffi::sqlite3_file, level: c_int) -> c_int {
    unsafe { pass!(file, xUnlock, level) }
}

unsafe extern "C" fn reserved(file: *mut ffi::sqlite3_file, held: *mut c_int) -> c_int {
    unsafe { pass!(file, xCheckReservedLock, held) }
}

unsafe extern "C" fn control(file: *mut ffi::sqlite3_file, op: c_int, arg: *mut c_void) -> c_int {
    unsafe { pass!(file, xFileControl, op, arg) }
}

unsafe extern "C" fn sector(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe { pass!(file, xSectorSize) }
}

unsafe extern "C" fn traits(file: *mut ffi::sqlite3_file) -> c_int {
    unsafe { pass!(file, xDeviceCharacteristics) }
}

unsafe extern "C" fn shm_map(
    file: *mut ffi::sqlite3_file,
    page: c_int,
    size: c_int,
    extend: c_int,
    into: *mut *mut c_void,
) -> c_int {
    match fault(&[Kind::SharedMemory]) {
        Some((_, code)) => code,
        None => unsafe { pass!(file, xShmMap, page, size, extend, into) },
    }
}

unsafe extern "C" fn shm_lock(
    file: *mut ffi::sqlite3_file,
    at: c_int,
    count: c_int,
    flags: c_int,
) -> c_int {
    unsafe { pass!(file, xShmLock, at, count, flags) }
}

unsafe extern "C" fn shm_barrier(file: *mut ffi::sqlite3_file) {
    unsafe {
        let real = (*file.cast::<File>()).real;
        if let Some(barrier) = (*(*real).pMethods).xShmBarrier {
            barrier(real);
        }
    }
}

unsafe extern "C" fn shm_unmap(file: *mut ffi::sqlite3_file, delete: c_int) -> c_int {
    unsafe { pass!(file, xShmUnmap, delete) }
}

static METHODS: ffi::sqlite3_io_methods = ffi::sqlite3_io_methods {
    iVersion: 2,
    xClose: Some(close),
    xRead: Some(read),
    xWrite: Some(write),
    xTruncate: Some(truncate),
    xSync: Some(sync),
    xFileSize: Some(size),
    xLock: Some(lock),
    xUnlock: Some(unlock),
    xCheckReservedLock: Some(reserved),
    xFileControl: Some(control),
    xSectorSize: Some(sector),
    xDeviceCharacteristics: Some(traits),
    xShmMap: Some(shm_map),
    xShmLock: Some(shm_lock),
    xShmBarrier: Some(shm_barrier),
    xShmUnmap: Some(shm_unmap),
    xFetch: None,
    xUnfetch: None,
};

/// The number of the file that a name stands for; a new name is a new file.
fn number_of(name: &str) -> usize {
    let existing = std::fs::read(name).ok();
    let mut state = state();
    if let Some(number) = state.names.get(name) {
        return *number;
    }
    state.files += 1;
    let file = state.files;
    state.names.insert(name.to_owned(), file);
    let name = name.to_owned();
    if let Some(trace) = &mut state.trace {
        match existing {
            Some(bytes) => trace.start.push(Start { file, name, bytes }),
            None => trace.ops.push(Op::Create { file, name }),
        }
    }
    file
}

unsafe extern "C" fn open(
    vfs: *mut ffi::sqlite3_vfs,
    name: ffi::sqlite3_filename,
    file: *mut ffi::sqlite3_file,
    flags: c_int,
    out: *mut c_int,
) -> c_int {
    unsafe {
        (*file).pMethods = std::ptr::null();
        if let Some((_, code)) = fault(&[Kind::Open]) {
            return code;
        }
        let ours = file.cast::<File>();
        (*ours).number = 0;
        (*ours).fresh = false;
        if !name.is_null() {
            let name = CStr::from_ptr(name).to_string_lossy().into_owned();
            let journal = flags & (ffi::SQLITE_OPEN_WAL | ffi::SQLITE_OPEN_MAIN_JOURNAL) != 0;
            (*ours).fresh = journal && !std::path::Path::new(&name).exists();
            (*ours).number = number_of(&name);
        }
        (*ours).real = file.cast::<u8>().add(size_of::<File>()).cast();
        let real = (*vfs).pAppData.cast::<ffi::sqlite3_vfs>();
        let Some(real_open) = (*real).xOpen else { return ffi::SQLITE_CANTOPEN };
        let code = real_open(real, name, (*ours).real, flags, out);
        if !(*(*ours).real).pMethods.is_null() {
            (*file).pMethods = &raw const METHODS;
        }
        code
    }
}

unsafe extern "C" fn delete(
    vfs: *mut ffi::sqlite3_vfs,
    name: *const c_char,
    sync_folder: c_int,
) -> c_int {
    if let Some((_, code)) = fault(&[Kind::Delete]) {
        return code;
    }
    unsafe {
        let text = CStr::from_ptr(name).to_string_lossy().into_owned();
        if state().names.remove(&text).is_some() {
            log(Op::Delete { name: text, synced: sync_folder != 0 });
        }
        let real = (*vfs).pAppData.cast::<ffi::sqlite3_vfs>();
        match (*real).xDelete {
            Some(real_delete) => real_delete(real, name, sync_folder),
            None => ffi::SQLITE_IOERR_DELETE,
        }
    }
}

/// Makes the layer known to `SQLite`; it stays until the end.
pub(crate) fn register() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| unsafe {
        let real = ffi::sqlite3_vfs_find(std::ptr::null());
        assert!(!real.is_null(), "this platform has no file layer");
        let mut vfs = Box::new(std::ptr::read(real));
        let ours = c_int::try_from(size_of::<File>()).unwrap();
        vfs.szOsFile += ours;
        vfs.pNext = std::ptr::null_mut();
        vfs.zName = c"redaksi-shim".as_ptr();
        vfs.pAppData = real.cast();
        vfs.xOpen = Some(open);
        vfs.xDelete = Some(delete);
        let code = ffi::sqlite3_vfs_register(Box::leak(vfs), 0);
        assert_eq!(code, ffi::SQLITE_OK, "the layer was not taken");
    });
}
