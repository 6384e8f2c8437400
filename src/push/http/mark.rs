//! Watches a connection from between the client and the wire: was the whole request given to it?
//!
//! An error alone does not say. “Reset” before the request was written means that nothing
//! happened at the other side; “reset” after it means that anything may have.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

use ureq::Error;
use ureq::unversioned::transport::{Buffers, ConnectionDetails, Connector, NextTimeout, Transport};

/// What is known of the request that is under way, or was last.
#[derive(Debug, Default)]
pub(super) struct Mark {
    connected: AtomicBool,
    /// The client has begun to wait for an answer, which it does when all is written.
    asked: AtomicBool,
    sent: AtomicU64,
}

impl Mark {
    pub(super) fn clear(&self) {
        self.connected.store(false, Ordering::SeqCst);
        self.asked.store(false, Ordering::SeqCst);
    }

    pub(super) fn connected(&self) -> bool {
        self.connected.load(Ordering::SeqCst)
    }

    pub(super) fn asked(&self) -> bool {
        self.asked.load(Ordering::SeqCst)
    }

    /// Bytes written in all requests so far.
    pub(super) fn sent(&self) -> u64 {
        self.sent.load(Ordering::SeqCst)
    }
}

/// The last of the connectors: puts the mark around what the others made, TLS included.
#[derive(Debug)]
pub(super) struct Marking {
    pub(super) mark: Arc<Mark>,
    pub(super) has_proxy: bool,
}

impl<In: Transport> Connector<In> for Marking {
    type Out = Marked<In>;

    fn connect(
        &self,
        details: &ConnectionDetails<'_>,
        chained: Option<In>,
    ) -> Result<Option<Self::Out>, Error> {
        // On its way to the proxy a connection goes through all connectors, without the proxy in its
        // settings: what is asked there is not asked of the server.
        let to_proxy = self.has_proxy && details.config.proxy().is_none();
        Ok(chained.map(|inner| {
            let mark = (!to_proxy).then(|| Arc::clone(&self.mark));
            if let Some(mark) = &mark {
                mark.connected.store(true, Ordering::SeqCst);
            }
            Marked { inner, mark }
        }))
    }
}

#[derive(Debug)]
pub(super) struct Marked<In> {
    inner: In,
    mark: Option<Arc<Mark>>,
}

impl<In: Transport> Transport for Marked<In> {
    fn buffers(&mut self) -> &mut dyn Buffers {
        self.inner.buffers()
    }

    fn transmit_output(&mut self, amount: usize, timeout: NextTimeout) -> Result<(), Error> {
        self.inner.transmit_output(amount, timeout)?;
        if let Some(mark) = &self.mark {
            mark.sent.fetch_add(amount as u64, Ordering::SeqCst);
        }
        Ok(())
    }

    fn await_input(&mut self, timeout: NextTimeout) -> Result<bool, Error> {
        if let Some(mark) = &self.mark {
            mark.asked.store(true, Ordering::SeqCst);
        }
        self.inner.await_input(timeout)
    }

    fn is_open(&mut self) -> bool {
        self.inner.is_open()
    }

    fn is_tls(&self) -> bool {
        self.inner.is_tls()
    }
}
