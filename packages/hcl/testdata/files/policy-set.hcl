# The policy set of the platform team.
sentinel {
  features = {
    terraform = true # since 0.22
  }
}

import "module" "tfplan-functions" {
  source = "./modules/tfplan-functions.sentinel"
}

import "plugin" "registry" {
  source = "./bin/registry"
  args   = ["-port", "8443",]
  env    = { "LOG" : "debug" }
  config = {
    timeout = 2.5e1
    retries = -1
  }
}

import "static" "regions" {
  source = "./data/regions.json"
  format = "json"
}

/* Parameters hold for all policies,
   unless a policy has its own. */
param max_resources { value = 20 }
param "prefix" {
  value = null
}

policy "tags/required-tags" {
  source            = "./policies/required-tags.sentinel"
  enforcement_level = "hard-mandatory"
  params = {
    "tags" = [
      "owner",
      "cost-center", // from finance
    ]
    strict = !false
  }
}

policy "use-recent-versions-from-pmr.sentinel" {}
