policy "is-working-hours" {
  source            = "./working-hours.sentinel"
  enforcement_level = "soft-mandatory"
  params = {
    day = "monday"
  }
}
