import type {FileNote} from "../../analysis/notes/files.ts";
import {say} from "../language.ts";
import type {Told} from "./told.ts";

/** What is said of files. */
export const fileWords: Told<FileNote> = {
  encoding: ({file, encoding}) => say({en: `${file}: read as ${encoding}`, ja: `${file}：${encoding}として読み取り`}),
};
