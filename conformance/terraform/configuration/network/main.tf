variable "region" {
  type = string
}

resource "terraform_data" "subnet" {
  input = var.region
}
