namespace Functional.Host;

/// <summary>
/// How the page looks. Colours are variables, so that dark is one block and paper is light whatever the screen was; text and marks have a
/// contrast of 4.5 : 1 or more on their ground (WCAG 2 AA). Nothing is loaded: the fonts are the reader's.
/// </summary>
internal static class Stylesheet
{
    /// <summary>The one style element.</summary>
    public static Html Element { get; } = Html.Of($$$"""
        <style>
        :root{--paper:#fdfcf9;--ink:#1c1f24;--soft:#5a616c;--rule:#dcd8cf;--wash:#f4f1ea;--link:#1d4ed8;--plus:#1d4ed8;--minus:#b91c1c;--mark:#be123c;
         --c0:#2563eb;--c1:#c2410c;--c2:#047857;--c3:#7c3aed;--c4:#0e7490;--c5:#a16207;--c6:#64748b;--c7:#7f1d1d;--grid:#e8e4db;--minor:#f2efe8;
         --serif:"Iowan Old Style",Charter,"Bitstream Charter","Source Serif 4","Palatino Linotype",Palatino,"Noto Serif",Georgia,"DejaVu Serif",serif;
         --sans:system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue","Noto Sans","Liberation Sans","DejaVu Sans",sans-serif;
         --mono:ui-monospace,"SF Mono","Cascadia Mono",Menlo,Consolas,"DejaVu Sans Mono","Liberation Mono",monospace}
        @media screen and (prefers-color-scheme:dark){:root{--paper:#14171c;--ink:#e4e2dc;--soft:#a2a9b4;--rule:#333a45;--wash:#1b2027;--link:#8ab4f8;--plus:#8ab4f8;--minus:#f28b82;--mark:#fda4af;
         --c0:#6ea8fe;--c1:#fb9a4b;--c2:#34d399;--c3:#b79cff;--c4:#4dd4e8;--c5:#e8c04a;--c6:#a3b1c6;--c7:#e0a3a3;--grid:#262c35;--minor:#1c2129}}
        *{box-sizing:border-box}
        html{-webkit-text-size-adjust:100%;text-size-adjust:100%}
        body{margin:0;background:var(--paper);color:var(--ink);font:1.125rem/1.62 var(--serif);font-kerning:normal;hanging-punctuation:first}
        main{display:grid;grid-template-columns:minmax(1rem,1fr) minmax(0,min(66ch,38rem)) minmax(1rem,1fr);padding:4rem 0 6rem}
        main>*,section>*{grid-column:2;min-width:0}
        section{display:grid;grid-template-columns:subgrid;grid-column:1/-1}
        @supports not (grid-template-columns:subgrid){section{display:block;grid-column:2}}
        .wide{grid-column:1/-1;width:min(100% - 2rem,60rem);justify-self:center}
        h1{font-size:clamp(2rem,1.4rem + 3vw,3.2rem);line-height:1.1;letter-spacing:-.015em;margin:.1em 0 .4em;font-weight:600;overflow-wrap:anywhere}
        h2{font-size:1.6rem;line-height:1.2;margin:3.6rem 0 .6rem;font-weight:600;letter-spacing:-.01em}
        h3{font-size:1.1rem;line-height:1.35;margin:1.8rem 0 .3rem;font-weight:600}
        h3 small,summary small{font:.82em var(--sans);color:var(--soft);font-weight:400;margin-left:.5em;font-variant-numeric:tabular-nums}
        p{margin:0 0 1em;text-wrap:pretty}
        .kicker{font:600 .78rem/1.4 var(--sans);letter-spacing:.09em;text-transform:uppercase;color:var(--soft);margin:0}
        .lede{font-size:1.3rem;line-height:1.5;color:var(--ink)}
        .hint{font-size:.92rem;line-height:1.5;color:var(--soft)}
        .notice{border-left:3px solid var(--link);background:var(--wash);padding:.8rem 1.1rem;margin:.6rem 0 1rem;font-size:1rem}
        .notice p,.notice ul{margin:0}.notice.bad{border-color:var(--minus)}.notice ul{padding-left:1.1em;margin-top:.4em;overflow-wrap:anywhere}
        code,pre{font-family:var(--mono);font-size:.84em;overflow-wrap:anywhere}
        pre{background:var(--wash);padding:.9rem 1.1rem;margin:0 0 1.2em;line-height:1.55;overflow-x:auto;white-space:pre-wrap;border-radius:3px}
        .formula{font-size:.86rem}
        .scroll{overflow-x:auto;margin:.4rem 0 1.4rem}
        table{border-collapse:collapse;font:.92rem/1.45 var(--sans);font-variant-numeric:tabular-nums lining-nums;min-width:min(100%,20rem)}
        caption{text-align:left;color:var(--soft);font-size:.85rem;padding:.2rem 0 .35rem;caption-side:top}
        th{font-weight:500;text-align:left;color:var(--soft)}
        th,td{padding:.28rem .9rem .28rem 0;vertical-align:baseline}
        th:last-child,td:last-child{padding-right:0}
        thead th{border-bottom:1px solid var(--rule);font-size:.85rem;vertical-align:bottom}
        tbody tr+tr>*{border-top:1px solid color-mix(in srgb,var(--rule) 55%,transparent)}
        .numbers td,.numbers thead th:not(:first-child){text-align:right;white-space:nowrap}
        .numbers tbody th{white-space:nowrap}
        .corner{border-bottom:1px solid var(--rule)}
        .facts{width:100%}.facts th{white-space:nowrap;width:1%}.facts td{overflow-wrap:anywhere}.facts thead th{padding-right:.9rem}
        .makers{min-width:38rem}.makers td:nth-child(3),.makers td:last-child{white-space:nowrap}
        .more{color:var(--soft)}
        .tensors{display:flex;flex-wrap:wrap;gap:0 3rem}.tensors>*{max-width:100%}.tensors caption{white-space:nowrap}
        .work{width:100%}
        .work th{white-space:nowrap;width:5.2em;padding-right:.6rem}
        .work .sum{line-height:1.9}
        .work .is{text-align:right;white-space:nowrap;font-weight:600;width:1%}
        .work .is::before{content:"= ";color:var(--soft);font-weight:400}
        .work .group th{width:auto;padding-top:.8rem;font-size:.8rem;letter-spacing:.03em;border-top:1px solid var(--rule)}
        .work tbody+tbody tr:first-child>*{border-top:1px solid color-mix(in srgb,var(--rule) 55%,transparent)}
        .updates table{margin-inline:auto}.updates td{text-align:right;white-space:nowrap}.updates td.sum{text-align:left;white-space:normal;min-width:12rem}.updates th[scope=row]{white-space:nowrap}
        .updates td:last-child{font-weight:600}
        .numbers .rest td,.updates .rest td,.rest td{color:var(--soft);text-align:left;font-size:.85rem;font-weight:400}
        .frac{display:inline-flex;flex-direction:column;vertical-align:middle;text-align:center;line-height:1.25;font-size:.93em}
        .frac .num{border-bottom:1px solid currentColor;padding:0 .35em}.frac .den{padding:.05em .35em 0}
        .gone{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
        sup{font-size:.72em;line-height:0;vertical-align:baseline;position:relative;top:-.5em}
        .loss{font:1rem var(--sans);font-variant-numeric:tabular-nums;color:var(--soft)}.loss data{color:var(--ink);font-weight:600}.loss span{margin-left:1.4em;white-space:nowrap}
        .right{color:var(--plus);font-weight:600}.wrong{color:var(--minus);font-weight:600}.zero{color:var(--soft)}
        .plain{list-style:none;padding:0;margin:0 0 1em}
        figure{margin:1.2rem 0 1.6rem}
        figcaption{font-size:.92rem;line-height:1.5;color:var(--soft);margin-top:.6rem}
        .wide figcaption{max-width:38rem;margin-inline:auto}
        .grid{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,24rem),1fr));gap:.8rem}.grid figcaption{grid-column:1/-1}
        .pair{display:flex;flex-wrap:wrap;gap:1rem 4rem;justify-content:center}.pair figcaption{flex-basis:100%}
        .pair p{text-align:center;font:.85rem var(--sans);color:var(--soft);margin:.3rem 0 0}
        .big{overflow-x:auto}.big .fc{min-width:34rem}
        .flow p{font:1rem/2.4 var(--sans);margin:0}.flow span{border:1px solid var(--rule);border-radius:3px;padding:.3rem .7rem;white-space:nowrap}
        svg{display:block;max-width:100%;height:auto;margin:0 auto}.fc{width:100%}
        summary{cursor:pointer;font-weight:600;margin:.6rem 0}
        .document{font-size:.78rem}
        .net text{font:12px var(--sans);fill:var(--ink)}.net .name{fill:var(--soft)}.net .w{font-size:11.5px;paint-order:stroke;stroke:var(--paper);stroke-width:4px}.net .sub{font-size:9px}
        .net .unit{fill:var(--paper);stroke:var(--soft);stroke-width:1.2}.net path{stroke-linecap:round;fill:none;opacity:.85}
        .net .plus{stroke:var(--plus)}.net .minus{stroke:var(--minus);stroke-dasharray:7 5}.net circle.minus{stroke-dasharray:4 3}
        span.plus{color:var(--plus)}span.minus{color:var(--minus)}
        .fc text{font-family:var(--sans);font-variant-numeric:tabular-nums}
        .fc-title{font-size:16px;font-weight:600;fill:var(--ink)}.fc-sub{font-size:13px}.fc-tick,.fc-name,.fc-note{font-size:12px}.fc-legend,.fc-empty{font-size:13px}
        .fc-sub,.fc-name,.fc-tick,.fc-note,.fc-empty{fill:var(--soft)}.fc-legend{fill:var(--ink)}
        .fc-mark{font-size:13px;font-weight:600;paint-order:stroke;stroke-width:5px;stroke-linejoin:round;fill:var(--mark);stroke:var(--paper)}
        .fc-grid,.fc-minor,.fc-base,.fc-lead,.fc-line{fill:none}.fc-grid,.fc-minor,.fc-base,.fc-lead{stroke-width:1}
        .fc-line{stroke-width:2.25;stroke-linejoin:round;stroke-linecap:round}.fc-dot{stroke-width:2.5;fill:var(--mark);stroke:var(--paper)}.fc-no{font-size:10px;font-weight:700;fill:var(--paper)}
        .fc-card{fill:none;stroke:var(--rule)}.fc-grid{stroke:var(--grid)}.fc-minor{stroke:var(--minor)}.fc-base{stroke:var(--soft)}.fc-lead{stroke:var(--mark)}
        .fc-c0{stroke:var(--c0)}.fc-c1{stroke:var(--c1)}.fc-c2{stroke:var(--c2)}.fc-c3{stroke:var(--c3)}.fc-c4{stroke:var(--c4)}.fc-c5{stroke:var(--c5)}.fc-c6{stroke:var(--c6)}.fc-c7{stroke:var(--c7)}
        .fc-p0{fill:var(--c0)}.fc-p1{fill:var(--c1)}.fc-p2{fill:var(--c2)}.fc-p3{fill:var(--c3)}.fc-p4{fill:var(--c4)}.fc-p5{fill:var(--c5)}.fc-p6{fill:var(--c6)}.fc-p7{fill:var(--c7)}
        .fc-top{stop-color:var(--c0);stop-opacity:.16}.fc-foot{stop-color:var(--c0);stop-opacity:0}
        @media (max-width:30rem){body{font-size:1.03rem}main{padding-top:2rem}.lede{font-size:1.12rem}h2{margin-top:2.6rem}table{font-size:.86rem}th,td{padding-right:.65rem}.work th{width:4.2em}}
        @media print{@page{margin:18mm 16mm}
         body{font-size:10.5pt;background:#fff}main{display:block;padding:0}section{display:block}.wide{width:100%}.scroll,.big{overflow:visible}.big .fc{min-width:0}
         h2{margin-top:1.6rem;break-after:avoid}h3,caption{break-after:avoid}figure,.row,.row table,tr,.notice,pre{break-inside:avoid}table{font-size:9pt}
         .grid{grid-template-columns:1fr 1fr}details:not(.row){display:none}details::details-content{content-visibility:visible;height:auto}a{color:inherit}}
        </style>
        """);
}
