import {say} from "../language.ts";

/** Titles of the pictures on Validate, and how each is read. */
export const validationFigures = () =>
  say({
    en: {
      contenders: {
        title: "Who puts leads in the better order",
        shows:
          "The AUC on observations that were not learned from: how often a lead that converts ranks above one that does not.",
        read: "0.5 is chance, 1 is perfect. The line is the 95 % interval. Intervals of two cards may overlap although one is surely ahead: the next picture compares them on the same leads.",
        act: "See whether the order is worth following at all before asking which card is best.",
      },
      differences: {
        title: "By how much the suggested card is ahead",
        shows: "Its AUC minus that of each rival, on the same observations, with the 95 % interval by lead.",
        read: "Right of the line at 0: the suggested card orders leads better. Filled dots: the interval leaves out 0. Hollow: by their order the two cannot be told apart; the table has the log-loss, which also asks whether chances are true.",
        act: "Change cards where it is ahead of today's. If it is not ahead of one point each, take the simpler card.",
      },
      gains: {
        title: "How much of all conversions the best scores hold",
        shows: "Observations sorted by each contender, best first, and the share of all conversions met on the way.",
        read: "The higher the line, the fewer calls for the same conversions. The diagonal is calling at random.",
        act: "Find the share that you can call, and read off what you would miss.",
      },
      roc: {
        title: "Right alarms against false ones",
        shows:
          "For every possible line: the share of converting observations above it against that of the others (ROC curve).",
        read: "The further towards the upper left, the better. Where two lines cross, each is better for some line.",
        act: "Compare the contenders at the share of false alarms that sales will bear.",
      },
      deciles: {
        title: "Conversion rate by tenths of the score",
        shows:
          "Observations sorted by the suggested card and cut into ten equal groups. The table has the lift of each.",
        read: "Bars should fall from left to right. The dashed line is the rate of all.",
        act: "Where bars no longer fall, the score no longer tells leads apart: do not draw a line there.",
      },
      reliability: {
        title: "Do the chances come true",
        shows: "The chance that was given beside the share that converted, by tenths of the observations.",
        read: "Dots on the dashed line: chances can be taken at their word. Below: too hopeful. Lines are 95 % intervals by lead.",
        act: "Where dots leave the line, use the order of the scores, not the chance.",
      },
      spread: {
        title: "Scores by outcome",
        shows:
          "How scores are spread among observations that converted (above) and those that did not (below); each side adds up to all of its own.",
        read: "The further the two lie apart, the better. KS, the greatest distance between their cumulative shares, is in the words of the picture and the table above.",
        act: "A line between two heaps is a natural one; a single heap has none.",
      },
      drift: {
        title: "How far the scores have moved",
        shows:
          "The population stability index of each period's scores against the months that the card was learned on.",
        read: "Grey bars: what chance alone stays under in 95 of 100 periods of that size. Dots above them have moved. By custom 0.1 is a moderate shift and 0.25 a large one.",
        act: "A shift does not say that the card is wrong, but that it now meets other leads: look whether its chances still come true.",
      },
      level: {
        title: "What was said and what came",
        shows: "The mean chance that the card gave beside the share that converted, by value.",
        read: "A diamond outside the line: the card is too hopeful (right of it) or too cautious (left of it) here. Marked off: beyond luck, with all segments of the page taken into account.",
        act: "Where a segment is off, let the card have a rule for it, or read its scores with that in mind.",
      },
      order: {
        title: "Order within the segment",
        shows: "The AUC among observations of the same value, where at least ten converted and ten did not.",
        read: "The short lines at 0.5 are chance. Within a segment the order is often weaker than over all, because what sets segments apart does not help inside one.",
        act: "Do not use the score to sort leads where the interval reaches the line.",
      },
      hotLists: {
        title: "What the hot list would have brought",
        shows: "For each period the conversion rate of the hot list by each card, and of all observations.",
        read: "Each period's suggested card was learned only on outcomes known when the period began; lines are 95 % intervals. The last periods are those of the test.",
        act: "Look for periods in which the order of the two turns round: what was different then?",
      },
      orderByPeriod: {
        title: "Order period by period",
        shows: "The AUC of each card in each period. The table has the chance it gave and what came true.",
        read: "A card that learns should rise over the first periods and then stay; a fall at the end is a card that ages.",
        act: "If the last periods fall, learn anew before going on.",
      },
    },
    ja: {
      contenders: {
        title: "リードをより良い順に並べるのはどれか",
        shows: "学習に使っていない観測でのAUC。転換するリードが、転換しないリードより上に並ぶ割合です。",
        read: "0.5は偶然と同じ、1は完全に正しい順です。線は95%信頼区間です。区間が重なっていても、一方が確かに上回ることがあります。次の図では、同じリードで両者を比べます。",
        act: "どの配点表が最良かの前に、そもそも順番に従う価値があるかを確かめましょう。",
      },
      differences: {
        title: "提案の配点表はどれだけ上回るか",
        shows: "同じ観測での、提案の配点表と比較相手のAUCの差と、リード単位の95%信頼区間です。",
        read: "0の線より右なら、提案の配点表の方がリードを良い順に並べます。塗りつぶした点は区間が0を含まないもの、白抜きの点は順番では差を判別できないものです。確率の正確さも問う対数損失は表にあります。",
        act: "現行の配点表を上回るなら切り替えましょう。一律1点を上回らないなら、より単純な配点表を選びましょう。",
      },
      gains: {
        title: "上位のリードに全転換のどれだけが含まれるか",
        shows: "リードをそれぞれの配点表で高い順に並べ、上から数えたときに含まれる転換の割合です。",
        read: "線が高いほど、同じ数の転換を少ない連絡で得られます。対角線は無作為に連絡した場合です。",
        act: "連絡できるリードの割合を横軸で見つけ、取りこぼす転換がどれだけかを読み取りましょう。",
      },
      roc: {
        title: "当たりと空振り",
        shows:
          "線をどこに引くかごとに、転換したリードのうち線より上の割合と、転換しなかったリードのうち線より上の割合です（ROC曲線）。",
        read: "左上に近いほど良い配点表です。2本が交わるところでは、線の位置によって優劣が入れ替わります。",
        act: "営業が許せる空振りの割合のところで比べましょう。",
      },
      deciles: {
        title: "スコアの10等分ごとの転換率",
        shows: "リードを提案の配点表のスコア順に並べて10等分したときの転換率です。リフトは表にあります。",
        read: "棒は左から右へ低くなるはずです。破線は全体の転換率です。",
        act: "棒が低くならないところでは、スコアでリードを見分けられません。そこに線を引かないでください。",
      },
      reliability: {
        title: "示した確率は当たったか",
        shows: "リードを確率の順に10等分し、配点表の示した確率と実際に転換した割合を並べたものです。",
        read: "破線上の点は、確率をそのまま信じてよいところです。下にあれば楽観的すぎます。線はリード単位の95%信頼区間です。",
        act: "点が破線から離れるところでは、確率ではなくスコアの順番を使いましょう。",
      },
      spread: {
        title: "結果別のスコアの分布",
        shows:
          "転換したリード（上）と転換しなかったリード（下）のスコアの分布です。上下それぞれの合計が100%になります。",
        read: "両者が離れているほど良い配点表です。累積の割合の最大の差（KS）は、上の表と図の説明文にあります。",
        act: "山が二つなら、その間が自然な線です。山が一つなら、自然な線はありません。",
      },
      drift: {
        title: "スコアの分布はどれだけ動いたか",
        shows: "配点表を学習した期間に対する、各期間のスコアの母集団安定性指数（PSI）です。",
        read: "灰色の棒は、同じ件数の100期間のうち95期間で偶然だけなら収まる範囲です。棒より上の点は分布が動いた期間です。慣例では0.1で中程度、0.25で大きな変化とされます。",
        act: "動いたからといって配点表が誤りとは限りません。出会うリードが変わったということです。確率がいまも当たっているかを確かめましょう。",
      },
      level: {
        title: "見込みと実績",
        shows: "値ごとに、配点表が示した確率の平均と実際に転換した割合を並べたものです。",
        read: "ひし形が線の外にあるところでは、配点表は楽観的すぎるか（右）、控えめすぎます（左）。「外れ」は、このページの全区分を考慮しても偶然では説明しにくいものです。",
        act: "外れている区分には、配点表にルールを加えるか、そのつもりでスコアを読みましょう。",
      },
      order: {
        title: "区分の中での順番",
        shows: "同じ値のリードの中でのAUCです。転換と非転換がそれぞれ10件以上あるところだけ示します。",
        read: "0.5の短い線は偶然と同じです。区分の違いを見分ける力は区分の中では役立たないため、全体より弱くなりがちです。",
        act: "区間が線に届くところでは、スコアでリードを並べないでください。",
      },
      hotLists: {
        title: "ホットリストの成果はどうだったか",
        shows: "期間ごとの、各配点表のホットリストと全リードの転換率です。",
        read: "各期間の提案の配点表は、その期間が始まる時点で分かっていた結果だけで学習しています。線は95%信頼区間です。最後の数期間は検証に使った期間です。",
        act: "両者の優劣が逆転する期間を探しましょう。そのとき何が違ったのでしょうか。",
      },
      orderByPeriod: {
        title: "期間ごとの順番の良さ",
        shows: "期間ごとの各配点表のAUCです。示した確率と実績は表にあります。",
        read: "学習が進めば最初の数期間で上がり、その後は保たれるはずです。最後に下がるのは、配点表が古くなったしるしです。",
        act: "最後の数期間で下がっていれば、学習し直してから使いましょう。",
      },
    },
  });
