//! Builds again when a template or font is added: the macro that embeds them cannot say so.

fn main() {
    println!("cargo:rerun-if-changed=templates");
    println!("cargo:rerun-if-changed=fonts");
}
