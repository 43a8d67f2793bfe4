/** Columns that give no rule, dates and codes among attributes, spellings, leads without activity. */
export type ColumnNote = never;
