resource "terraform_data" "deep" {
  input = { list = [1, 2.5], empty = [], map = { a = null } }
}
