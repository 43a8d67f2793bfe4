export {html} from "htl";
