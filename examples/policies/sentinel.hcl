# A resource nobody answers for costs money and is never cleaned up.
policy "require-mandatory-labels" {
  source            = "./require-mandatory-labels.sentinel"
  enforcement_level = "hard-mandatory"
}

# There is no good reason for SSH from the internet, so nobody may override.
policy "restrict-ssh-ingress" {
  source            = "./restrict-ssh-ingress.sentinel"
  enforcement_level = "hard-mandatory"
}

# A larger machine can be right: someone who may override decides.
policy "restrict-machine-types" {
  source            = "./restrict-machine-types.sentinel"
  enforcement_level = "soft-mandatory"

  params = {
    allowed_types = [
      "e2-micro",
      "e2-small",
      "e2-medium",
      "e2-standard-2",
      "e2-standard-4",
      "n2-standard-4",
    ]
  }
}
