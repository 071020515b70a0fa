# Only these drivers confine what a task can do to its machine.
policy "restrict-drivers" {
  source            = "./restrict-drivers.sentinel"
  enforcement_level = "hard-mandatory"
}

# Code comes from our own registry, in a version that somebody chose.
policy "restrict-images" {
  source            = "./restrict-images.sentinel"
  enforcement_level = "hard-mandatory"
}

policy "require-bridge-network" {
  source            = "./require-bridge-network.sentinel"
  enforcement_level = "hard-mandatory"
}

policy "restrict-datacenters" {
  source            = "./restrict-datacenters.sentinel"
  enforcement_level = "hard-mandatory"

  params = {
    datacenters_of = {
      production = ["north", "south"]
      default    = ["north", "lab"]
    }
  }
}

# Large can be right: someone who may override decides.
policy "limit-counts" {
  source            = "./limit-counts.sentinel"
  enforcement_level = "soft-mandatory"
}

policy "limit-resources" {
  source            = "./limit-resources.sentinel"
  enforcement_level = "soft-mandatory"
}

policy "limit-growth" {
  source            = "./limit-growth.sentinel"
  enforcement_level = "soft-mandatory"
}

policy "no-friday-deploys" {
  source            = "./no-friday-deploys.sentinel"
  enforcement_level = "advisory"
}

policy "require-canaries" {
  source            = "./require-canaries.sentinel"
  enforcement_level = "advisory"
}
