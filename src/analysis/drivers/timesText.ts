import {say} from "../../text/language.ts";

/** A class of numbers of times as it is said: "1", "6 or more"; Japanese counts with 回. */
export const timesText = (label: string): string => say({en: label, ja: label.replace(/^[\d–]+/, "$&回")});
