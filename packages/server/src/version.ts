/** The version of the product; the package says the same. */
export const VERSION = "0.1.0";
