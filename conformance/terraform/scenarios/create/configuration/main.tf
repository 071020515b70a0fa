# Everything here is built into Terraform, so that planning needs no registry.

terraform {
  required_version = ">= 1.5"
}

variable "names" {
  type    = list(string)
  default = ["a", "b.c"]
}

variable "secret" {
  type      = string
  default   = "hidden"
  sensitive = true
}

resource "terraform_data" "each" {
  for_each = toset(var.names)
  input    = { name = each.key, secret = var.secret }
}

resource "terraform_data" "counted" {
  count = 2
  input = count.index
}

resource "terraform_data" "dependent" {
  provider         = terraform.other
  input            = terraform_data.counted[0].id
  triggers_replace = [terraform_data.counted[1].output]
  depends_on       = [terraform_data.each]

  provisioner "local-exec" {
    command = "echo ${var.secret}"
  }

  provisioner "local-exec" {
    when    = destroy
    command = "true"
  }
}

provider "terraform" {
  alias = "other"
}

# Read while planning, and left for later.
data "terraform_remote_state" "known" {
  backend = "local"
  config  = { path = "${path.module}/other.tfstate" }
}

data "terraform_remote_state" "later" {
  backend = "local"
  config  = { path = terraform_data.dependent.id }
}

module "network" {
  source     = "./network"
  for_each   = toset(["eu", "us"])
  region     = each.key
  depends_on = [terraform_data.counted]
}

check "names" {
  assert {
    condition     = length(var.names) == 2
    error_message = "there are two names"
  }
}

output "known" {
  value = var.names
}

output "unknown" {
  value = terraform_data.dependent.id
}

output "partly" {
  value = { name = "x", id = terraform_data.dependent.id }
}

output "hidden" {
  value     = var.secret
  sensitive = true
}
