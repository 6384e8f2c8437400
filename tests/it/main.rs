//! x

#[cfg(test)]
mod export;
