param "n" {
  value = 7
}
