//! Builds again when a template, a font or a sample is added: the macro that embeds them cannot say so.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=fonts");
    println!("cargo:rerun-if-changed=starter");
}
