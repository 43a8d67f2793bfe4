import {say} from "./language.ts";

/** How charts write dates, for Vega; null where its own words, which are English, are the pages'. */
export const calendar = () =>
  say({
    en: null,
    ja: {
      dateTime: "%Y年%-m月%-d日 %H:%M:%S",
      date: "%Y/%m/%d",
      time: "%H:%M:%S",
      periods: ["午前", "午後"] as [string, string],
      days: ["日", "月", "火", "水", "木", "金", "土"].map((day) => `${day}曜日`) as Week,
      shortDays: ["日", "月", "火", "水", "木", "金", "土"] as Week,
      months: Array.from({length: 12}, (_, i) => `${i + 1}月`) as Year,
      shortMonths: Array.from({length: 12}, (_, i) => `${i + 1}月`) as Year,
    },
  });

type Week = [string, string, string, string, string, string, string];
type Year = [...Week, string, string, string, string, string];
