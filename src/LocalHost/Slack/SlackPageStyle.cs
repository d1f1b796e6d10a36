namespace OnCall.LocalHost.Slack;

static class SlackPageStyle
{
    public const string Css = """
        :root{color-scheme:light dark;--bg:#fff;--fg:#1d1c1d;--soft:#5c5b5e;--line:#dddcdd;--side:#3f0e40;--side-fg:#f4ecf5;
          --card:#f8f8f8;--link:#0b5a8f;--mention:#fdf3d4;--mention-fg:#6b4a00;--mark:#7c3085;--avatar:#7c3085;
          --person:#1f6f5c;--edge:#85848a;--go:#00694d;--bad:#b3123b}
        @media (prefers-color-scheme:dark){:root{--bg:#1a1d21;--fg:#e3e4e6;--soft:#abadb0;--line:#383b40;--side:#19101f;
          --side-fg:#ddd3e2;--card:#222529;--link:#6cb8ec;--mention:#463a13;--mention-fg:#f4d27c;--mark:#b77cc4;--avatar:#7c3085;
          --edge:#7c7f85;--go:#00755a;--bad:#ff8ba0}}
        *{box-sizing:border-box}
        body{margin:0;background:var(--bg);color:var(--fg);font:15px/1.5 system-ui,"Segoe UI",Roboto,"Noto Sans","Noto Color Emoji",sans-serif;
          display:grid;grid-template-columns:15rem 1fr;min-height:100vh}
        header{background:var(--side);color:var(--side-fg);padding:1.25rem;position:sticky;top:0;height:100vh;overflow:auto}
        header h1{font-size:1.15rem;margin:0}header p{margin:0 0 1.25rem;opacity:.85}
        header ul{list-style:none;margin:0 0 1.5rem;padding:0}header li{display:flex;gap:.5rem;justify-content:space-between;padding:.2rem 0}
        header a{color:inherit;overflow-wrap:anywhere}header li a{text-decoration:none}header li a:hover{text-decoration:underline}
        .count{opacity:.85;font-variant-numeric:tabular-nums}.refresh{font-size:.85rem}
        a:focus-visible{outline:2px solid currentColor;outline-offset:2px;border-radius:2px}
        main{padding:1.25rem clamp(1rem,4vw,3rem) 4rem;max-width:60rem}
        section{margin-bottom:2.5rem}h2{font-size:1.1rem;margin:0 0 .75rem;padding-bottom:.5rem;border-bottom:1px solid var(--line)}
        h2 span{color:var(--soft);font-weight:400}
        .empty{color:var(--soft)}
        article{display:grid;grid-template-columns:2.25rem 1fr;gap:.75rem;padding:.5rem 0}
        .avatar{width:2.25rem;height:2.25rem;border-radius:.45rem;background:var(--avatar);color:#fff;display:grid;place-items:center;
          font-weight:700;font-size:.8rem}
        .said{min-width:0;overflow-wrap:anywhere}.said p{margin:.15rem 0}
        .who{color:var(--soft);font-size:.85rem}.who b{color:var(--fg);font-size:.95rem}
        .app{font-size:.65rem;background:var(--line);color:var(--fg);border-radius:3px;padding:.05rem .3rem;vertical-align:1px}
        .title{font-size:1.15rem;font-weight:800}
        .fields{display:grid;grid-template-columns:repeat(auto-fit,minmax(13rem,1fr));gap:.4rem 1.5rem;margin:.5rem 0}
        .hint{color:var(--soft);font-size:.85rem}
        .mention{background:var(--mention);color:var(--mention-fg);border-radius:3px;padding:0 .2rem;font-weight:600}
        .date{font-variant-numeric:tabular-nums;white-space:nowrap}a{color:var(--link)}
        .thread{margin:.6rem 0 .25rem;padding:.5rem .9rem;background:var(--card);border-left:3px solid var(--mark);border-radius:0 .4rem .4rem 0}
        .thread h3{font-size:.85rem;margin:0;color:var(--soft)}.thread .avatar{width:1.75rem;height:1.75rem;font-size:.65rem}
        .thread article{grid-template-columns:1.75rem 1fr}.also{font-style:italic}
        .person{background:var(--person);color:#fff}.part{color:var(--soft);font-weight:700;margin:0 0 .5rem}
          header nav h2{font-size:.85rem;border:0;margin:0;padding:0;opacity:.85}
          button,select,input,textarea{font:inherit;color:var(--fg);background:var(--bg);border:1px solid var(--edge);border-radius:.35rem;padding:.2rem .6rem}
          button{cursor:pointer;font-weight:600}button:disabled{cursor:not-allowed;color:var(--soft)}
          button.primary{background:var(--go);border-color:var(--go);color:#fff}button.danger{border-color:var(--bad);color:var(--bad)}
          button.primary:disabled,button.danger:disabled{background:none;border-color:var(--edge);color:var(--soft)}
          button:focus-visible,select:focus-visible,input:focus-visible,textarea:focus-visible{outline:2px solid var(--link);outline-offset:2px}
          .bar{display:flex;flex-wrap:wrap;gap:.4rem;margin:.35rem 0}.end{justify-content:flex-end}form{margin:0}
          .reaction{border-radius:1rem;padding:.05rem .6rem;font-weight:400}.mine{border-color:var(--link);box-shadow:inset 0 0 0 1px var(--link)}
          .reply{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;margin:.4rem 0}.reply label{color:var(--soft);font-size:.85rem;width:100%}
          .reply input:not([type=hidden]){flex:1;min-width:10rem;max-width:30rem}
          .as{display:flex;flex-wrap:wrap;gap:.4rem;align-items:center;margin:0 0 1.25rem}.as label{width:100%}
          .as select{flex:1;min-width:0}
          .veil{position:fixed;inset:0;background:#000a;display:grid;place-items:start center;overflow:auto;padding:2rem 1rem;z-index:1}
          .modal{background:var(--bg);border-radius:.6rem;padding:1.25rem 1.5rem;width:min(36rem,100%)}
          .input{display:grid;gap:.3rem;margin:0 0 1rem}.input label{font-weight:700}.error{color:var(--bad);font-weight:600}
        @media (max-width:44rem){body{display:block}header{position:static;height:auto}}
        """;
}
