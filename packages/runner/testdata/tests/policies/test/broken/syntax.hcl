test {
}
