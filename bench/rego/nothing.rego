# METADATA
# title: Nothing
# description: Decides nothing; what it takes is what handing over the input takes.
package portcullis.nothing

deny := set()
