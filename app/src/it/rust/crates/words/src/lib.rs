pub const VERSION: &str = "v0";
