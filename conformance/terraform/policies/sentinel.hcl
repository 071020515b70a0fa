policy "expectations" {
  source            = "./expectations.sentinel"
  enforcement_level = "hard-mandatory"
}
