variable "region" {
  type = string
}

resource "terraform_data" "subnet" {
  input = var.region
}

module "inner" {
  source = "./inner"
}

output "name" {
  value       = terraform_data.subnet.output
  description = "what it is called"
}
