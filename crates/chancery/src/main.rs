//! The program `chancery`.

/// Coding takes and gives back small pieces of memory from several threads, which musl's own allocator does slowly and
/// glibc's keeps in pieces for each thread.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    chancery::cli::main()
}
