mock "x" {
}
