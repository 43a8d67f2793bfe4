import type {RunRecord} from "../../analysis/run.ts";
import {isRepeated} from "../counted.ts";
import {say} from "../language.ts";

/** A picture's title, and the three sentences below it. */
interface FigureWords {
  title: string;
  shows: string;
  read: string;
  act: string;
}

export const forestWords = (): FigureWords =>
  say({
    en: {
      title: "Patterns that go with converting, and against it",
      shows:
        "Each pattern's odds ratio: how many times higher the odds of converting are for observations with the pattern than for the rest. The strongest come first, by the end of the interval that is nearer to 1.",
      read: "Right of the dashed line (filled): converts more often with the pattern. Left (hollow): less often. The line is the 95 % interval; grey marks what may well be chance (q 0.05 or more). Where it says “turns round” or “vanishes”, the next section tells why.",
      act: "Talk through the top ones with sales, and see on the Calibrate page what they are worth together. A pattern goes along with conversions; it need not cause them.",
    },
    ja: {
      title: "転換と結びつくパターン、逆に結びつくパターン",
      shows:
        "パターンごとのオッズ比です。該当する観測の転換のオッズが、該当しない観測の何倍かを示します。区間の1に近いほうの端で比べて、強いものから順に並べています。",
      read: "破線より右（塗りつぶし）は、該当すると転換が多いもの。左（白抜き）は少ないもの。横線は95%信頼区間で、灰色は偶然かもしれないもの（qが0.05以上）です。「逆転」「消失」とあるものは、次の節で理由を説明します。",
      act: "上位のものを営業と一緒に確認し、組み合わせたときの価値は「配点」のページで見てください。パターンは転換とともに現れるもので、転換の原因とは限りません。",
    },
  });

export const comparedWords = (): FigureWords =>
  say({
    en: {
      title: "At first sight, and among like leads",
      shows:
        "The odds ratio of each pattern as it is (circle), and when only leads are compared that are alike in one thing (square): the thing, named beside the pattern, that changes it most.",
      read: "Where the two lie close, that thing does not explain the pattern. Where they fall on different sides of the dashed line, the first sight misleads. The table has everything that was held equal.",
      act: "Trust the square. Drop a pattern whose square is at the dashed line: it only says how far leads have come, or who they are.",
    },
    ja: {
      title: "見かけと、似たリードどうしの比較",
      shows:
        "パターンごとに、そのままのオッズ比（丸）と、1つの条件が同じリードどうしだけで比べたオッズ比（四角）を示します。条件は、値が最も変わるものをパターンの横に記しています。",
      read: "2つが近ければ、その条件ではパターンを説明できません。破線の両側に分かれていれば、見かけは誤解を招きます。表には、そろえた条件がすべてあります。",
      act: "四角のほうを信じてください。四角が破線上にあるパターンは外します。どこまで進んだリードか、どんなリードかを表しているだけです。",
    },
  });

/** `windowDays`: within which times are counted. */
export const doseWords = ({windowDays}: {windowDays: number}): FigureWords =>
  say({
    en: {
      title: `Conversion rate by number of times in the last ${windowDays} days`,
      shows: `For each action, how many of the observations in which the lead had done it that often in the last ${windowDays} days went on to convert. Who did it longer ago only is among those at 0 times.`,
      read: "Each dot is a rate with its 95 % interval; its figures stand on the right. The dashed line is the rate of all. A line that leaves the picture belongs to a group too small to say much. Actions with a warning below are left out.",
      act: "Where the rate rises step by step, points for each time are justified; where it stops rising, cap them there.",
    },
    ja: {
      title: `直近${windowDays}日の回数ごとの転換率`,
      shows: `行動ごとに、基準日の直近${windowDays}日にその回数だけ行った観測のうち、その後転換した割合を示します。それより前にだけ行ったものは、0回に含みます。`,
      read: "点が転換率、横線が95%信頼区間で、数値は右側にあります。破線は全体の転換率です。図からはみ出す線は、件数が少なく多くを語れないグループです。下で警告のある行動は除いています。",
      act: "回数とともに転換率が上がるなら、1回ごとの加点に根拠があります。上がらなくなるところを加点の上限にしてください。",
    },
  });

export const recencyWords = (): FigureWords =>
  say({
    en: {
      title: "Conversion rate by time since the last time",
      shows: "How many of the observations in which the last action of this kind was so long ago went on to convert.",
      read: "From top to bottom the last time lies further back. The dashed line is the rate of all.",
      act: "Where the rate has fallen to the dashed line, the action is stale: limit its points to that window.",
    },
    ja: {
      title: "最後の回からの日数ごとの転換率",
      shows: "この行動の最後の回からの日数ごとに、その後転換した観測の割合を示します。",
      read: "下にいくほど、最後の回が前になります。破線は全体の転換率です。",
      act: "転換率が破線まで下がったら、その行動は効き目を失っています。加点をその期間内に限ってください。",
    },
  });

export const profileWords = (): FigureWords =>
  say({
    en: {
      title: "Activity in the weeks before",
      shows:
        "The mean number of activities of a lead in each week before the day looked at, over the leads that were known in that week.",
      read: "Time runs to the right; the last week is at the right edge. Solid: leads that went on to convert; dashed: the others. Thin lines are 95 % intervals.",
      act: "Where the lines part is how early a hot lead can be told. Set windows of rules about that long.",
    },
    ja: {
      title: "直前の数週間の行動",
      shows: "基準日より前の週ごとに、リード1件あたりの行動の平均件数を、その週に見えていたリードについて示します。",
      read: "右へいくほど新しく、右端が直前の1週間です。実線はその後転換したリード、破線はそのほかのリード、細い線は95%信頼区間です。",
      act: "2本の線が分かれるところが、ホットリードを見分けられる時期です。ルールの期間をそのくらいの長さにしてください。",
    },
  });

export const gridWords = (): FigureWords =>
  say({
    en: {
      title: "How often, within what window",
      shows:
        "For observations in which it was done at least so often in the last so many days: how many times higher their odds of converting are than those of the rest, how many convert, and n.",
      read: "Down: more often. Right: within more days. Stronger colour: further from 1; blue more, ochre fewer conversions, none within chance. The thick frame tells most of who converts, dashed frames as much within chance; a strong cell of few observations may tell less than a paler one of many.",
      act: "Write the rule with the framed count and window; among framed ones take the easiest to explain. Where nothing is framed, give no points for it.",
    },
    ja: {
      title: "何回を、どの期間に",
      shows:
        "直近のその日数にその回数以上行った観測について、転換のオッズがそのほかの観測の何倍か、転換率、nを示します。",
      read: "下ほど回数が多く、右ほど期間が長くなります。色が濃いほど1から離れています。青は転換が多く、黄土色は少なく、色なしは偶然の範囲です。太枠は転換を最もよく見分けるもの、破線の枠はそれとの差が偶然の範囲のものです。件数の少ない濃いマスより、件数の多い薄いマスのほうがよく見分けることもあります。",
      act: "枠のある回数と期間でルールを書いてください。枠が複数あれば、説明しやすいものを選びます。枠がなければ、点を付けないでください。",
    },
  });

export const momentumWords = ({windowDays}: {windowDays: number}): FigureWords =>
  say({
    en: {
      title: "Conversion rate by momentum",
      shows: `How many of the observations convert in which activity of this kind rose, stayed, fell, or was absent in the last ${windowDays} days and the ${windowDays} before.`,
      read: "Each dot is a rate with its 95 % interval; the dashed line is the rate of all that take part. Rising and falling differ in amount as well: what is left at equal amount stands in the sentence above and in the tables.",
      act: "Where direction counts at equal amount, call leads that are gathering pace first, and look after busy ones that slow down. Rules with a short window give points for that.",
    },
    ja: {
      title: "行動の増減ごとの転換率",
      shows: `直近${windowDays}日とその前の${windowDays}日とで、この行動が増えた・横ばい・減った・なかった観測の転換率を示します。`,
      read: "点が転換率、横線が95%信頼区間、破線が比較に加わった全体の転換率です。増加と減少では回数も異なります。回数をそろえて残る差は、上の文と表にあります。",
      act: "回数をそろえても増減の向きに意味があるなら、勢いの増しているリードに先に連絡し、活発だったのに減ってきたリードに気を配ってください。期間の短いルールで点を付けられます。",
    },
  });

export const jointWords = (): FigureWords =>
  say({
    en: {
      title: "Alone, and with all other patterns held equal",
      shows:
        "The odds ratio of each action and attribute alone (hollow) and beside all others (filled, with its 95 % interval): what is left of it among leads that are alike in everything else listed here.",
      read: "A long bar towards the dashed line: it mostly goes along with other things that do the work. A filled dot away from the line: worth of its own. Grey: may well be nothing.",
      act: "Give points for what keeps its worth. Leave out what loses it: its leads already get points for the rest.",
    },
    ja: {
      title: "単独の差と、ほかのパターンをすべてそろえた差",
      shows:
        "行動・属性ごとに、単独のオッズ比（白抜き）と、ほかのすべてをそろえたオッズ比（塗りつぶし、95%信頼区間つき）を示します。ここに挙げたほかの点が同じリードどうしで、差がどれだけ残るかが分かります。",
      read: "破線に向かう長い帯は、効いているのは一緒に起きるほかのことだという意味です。塗りつぶしの点が破線から離れていれば、それ自身に差があります。灰色は、差がないかもしれないものです。",
      act: "差が残るものに点を付けてください。差がなくなるものは外します。該当するリードには、ほかのことですでに点が付いています。",
    },
  });

export const stageWords = (): FigureWords =>
  say({
    en: {
      title: "By stage",
      shows:
        "The observations on which the pattern holds, by the stage the lead stood in, and how many of each converted.",
      read: "Each dot is a rate with its 95 % interval; the dashed line is the rate of all observations. The numbers are those of the patterns' table and of the card.",
      act: "Where the rate differs much from stage to stage, the pattern means something else there: look at the leads before you give points for it.",
    },
    ja: {
      title: "フェーズ別",
      shows: "パターンに該当する観測を、リードがそのときいたフェーズ別に分け、それぞれの転換率を示します。",
      read: "点が転換率、横線が95%信頼区間、破線が全観測の転換率です。数値は、パターンの表や配点表と同じものです。",
      act: "フェーズによって転換率が大きく違うなら、そこではパターンの意味が違います。点を付ける前に、実際のリードを見てください。",
    },
  });

/** By the period observed. Snapshots gather leads that stay open, so that a falling rate there says nothing of the pattern. */
export const periodWords = (run: Pick<RunRecord, "design">): FigureWords =>
  say({
    en: {
      title: "By period",
      shows: "The same observations by the period they are of.",
      read: "From top to bottom time goes on. Rates whose lines overlap need not differ.",
      act: isRepeated(run)
        ? "Do not take a falling rate for a pattern that wears out: on later dates there are more leads that have been open for long, and these mostly convert less. Choose periods above to see the pattern beside the rest of the same period."
        : "Every observation here was followed for the whole outcome window, so periods can be compared. Where intervals of early and late periods part, look again next quarter.",
    },
    ja: {
      title: "時期別",
      shows: "同じ観測を時期別に示します。",
      read: "下へいくほど新しい時期です。線が重なる転換率どうしは、違うとは限りません。",
      act: isRepeated(run)
        ? "転換率が下がっていても、パターンの効き目が薄れたとは限りません。後の基準日ほど、長く未決のまま転換しにくいリードが多く含まれます。上で時期を選び、同じ時期のそれ以外と比べてください。"
        : "どの観測も判定期間の終わりまで追っているため、時期どうしを比べられます。前後の時期の区間が離れているなら、次の四半期にもう一度見てください。",
    },
  });

/** The picture of a paradox and the table that sets like beside like. */
export const paradoxWords = (action: string): FigureWords & {likeBesideLike: string; byTime: string} =>
  say({
    en: {
      title: `Won by number of ${action}`,
      shows: `Share won among decided leads by how often ${action} was recorded before the decision, and how long these leads were open; and what the share would be if all had been open equally long.`,
      read: "Reading down, the number grows, and with it the time the lead was open. Filled: as it is. Hollow: at equal time open. The flatter the hollow ones, the less the number itself has to do with it.",
      act: "Give no minus points for it and do not do less of it. Look at what these leads are stuck on.",
      likeBesideLike: "Like beside like: won by number and time open",
      byTime: `Won by number of ${action} and time open`,
    },
    ja: {
      title: `${action}の回数ごとの受注率`,
      shows: `決着したリードの受注率を、決着前に記録された${action}の回数ごとに、決着までの期間とともに示します。全員の期間が同じだったとした場合の受注率も示します。`,
      read: "下へいくほど回数が増え、決着までの期間も長くなります。塗りつぶしはそのままの値、白抜きは期間をそろえた値です。白抜きが平らなほど、回数そのものの関わりは小さくなります。",
      act: "減点せず、減らしもしないでください。何がリードを停滞させているのかを確かめましょう。",
      likeBesideLike: "似たリードどうしの比較：回数と決着までの期間ごとの受注率",
      byTime: `${action}の回数と決着までの期間ごとの受注率`,
    },
  });
