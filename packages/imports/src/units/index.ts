import { defineImport } from "../define-import.js";

export const units = defineImport("units", {
  values: {
    gigabyte: 2 ** 30,
    kilobyte: 2 ** 10,
    megabyte: 2 ** 20,
    petabyte: 2 ** 50,
    terabyte: 2 ** 40,
  },
});
